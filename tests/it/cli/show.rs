//! How values, periods and lists look to a person.

use chrono::NaiveDate;
use gongbao::cli::grid::{Grid, count, cut, grouped, visible, wrap};
use gongbao::cli::show;
use gongbao::model::{Observation, Period, Ratio};
use unicode_width::UnicodeWidthStr;

#[test]
fn periods_in_their_shortest_form() {
    let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    for (start, end, shown) in [
        ((2023, 1, 1), (2023, 12, 31), "2023"),
        ((2019, 1, 1), (2023, 12, 31), "2019 to 2023"),
        ((2024, 2, 1), (2024, 2, 29), "2024-02"),
        ((2024, 2, 1), (2024, 2, 28), "2024-02-01 to 2024-02-28"),
        ((2024, 1, 1), (2024, 6, 30), "2024-01 to 2024-06"),
        ((2023, 11, 1), (2024, 1, 31), "2023-11 to 2024-01"),
        ((2024, 1, 2), (2024, 12, 31), "2024-01-02 to 2024-12-31"),
        ((2024, 12, 31), (2024, 12, 31), "2024-12-31"),
    ] {
        assert_eq!(show::period(Period::new(day(start), day(end))), shown);
    }
    assert_eq!(show::period(None), "");
}

#[test]
fn values_with_their_bounds() {
    let number = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
    for (value, lower, upper, shown) in [
        ("56.0", "", "", "56"),
        ("92000000", "92000000", "", "92000000, at least 92000000"),
        ("-30", "", "-30", "-30, at most -30"),
        ("", "3", "5", "3 to 5"),
        ("4", "3", "5", "4, 3 to 5"),
    ] {
        let observation = Observation { value: number(value), lower: number(lower), upper: number(upper), ..Observation::default() };
        assert_eq!(show::value(&observation), shown);
    }
}

#[test]
fn ratios_to_as_many_places_as_are_worth_reading() {
    for (value, lower, upper, exact, shown) in [
        (65.8845, 65.8845, 65.8845, false, "65.88"),
        (65.8845, 65.841, 65.9281, false, "65.88 (65.84 to 65.93)"),
        (2252.0, 2251.9783, 2252.1078, true, "2252"),
        (-140.0, -140.7782, -139.2227, false, "-140 (-140.8 to -139.2)"),
        (30714.2, 29310.4, 32221.9, false, "30714 (29310 to 32222)"),
        (0.000_123_46, 0.000_123_46, 0.000_123_46, false, "0.0001235"),
        (1234.5678, 1234.5677, 1234.5679, false, "1234.5678 (1234.5677 to 1234.5679)"),
        (-0.0, -0.0, 0.0, false, "0"),
        (5.0, 5.0, f64::INFINITY, false, "5 (5 to inf)"),
    ] {
        let ratio = Ratio { value, lower, upper, exact, ..Ratio::default() };
        assert_eq!(show::short_ratio(&ratio), shown);
    }
}

#[test]
fn a_last_column_is_broken_within_the_width_and_loses_nothing() {
    let message = "破案率 \"61.2%\" is stated, but 侵财案件 over 侵财案件 makes 58.99: 两个数字之中总有一个是不对的或者口径各不相同请核对原文再作判断";
    let mut grid = Grid::default();
    grid.row(["warning", "stated_ratio", message]);
    grid.row(["info", "none", "short"]);
    for width in [60, 72, 100, 400] {
        let text = grid.wrapped(&[], width);
        assert!(text.lines().all(|line| line.width() <= width.max(25 + 40)), "{width}:\n{text}");
        let (first, _) = text.split_once("  info").unwrap();
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(squeezed(first), squeezed(&format!("warning stated_ratio {message}")));
        assert!(first.lines().skip(1).all(|line| line.starts_with(&" ".repeat(25)) && !line.starts_with(&" ".repeat(26))), "{text}");
        assert_eq!(width == 400, first.lines().count() == 1);
    }
    assert_eq!(wrap("", 80), [""]);
}

#[test]
fn columns_line_up_whatever_the_width_of_their_characters() {
    let mut grid = Grid::default();
    grid.row(["乌兰察布市", "1", "标题"]);
    grid.row(["Ulanqab", "1,234", "title"]);
    let text = grid.render(&[1]);
    assert_eq!(text, "  乌兰察布市      1  标题\n  Ulanqab     1,234  title\n");
    let starts: Vec<usize> = text.lines().zip(["标", "title"]).map(|(line, word)| line[..line.find(word).unwrap()].width()).collect();
    assert_eq!(starts[0], starts[1]);
}

#[test]
fn cutting_grouping_and_making_visible() {
    assert_eq!(cut("公安工作总结", 12), "公安工作总结");
    assert_eq!(cut("公安工作总结", 11), "公安工作总…");
    assert_eq!(cut("公安工作总结", 10), "公安工作…");
    for (number, shown) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
        assert_eq!(grouped(number), shown);
    }
    assert_eq!([count(0, "file"), count(1, "file"), count(1200, "file")], ["0 files", "1 file", "1,200 files"]);
    assert_eq!(visible("a\u{1b}[31m\n破"), "a\\u{1b}[31m\\n破");
}

#[test]
fn a_figure_is_marked_where_it_stands() {
    assert_eq!(show::marked("破获56起", 2, 4), "破获【56】起");
    assert_eq!(show::marked("破获56起", 5, 9), "破获56起");
    assert_eq!(show::marked("破获56起", 4, 2), "破获56起");
}
