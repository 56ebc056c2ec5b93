//! How values, periods and lists look to a person.

use chrono::NaiveDate;
use gongbao::cli::grid::{Grid, count, cut, grouped, visible};
use gongbao::cli::show;
use gongbao::model::{Observation, Period};
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
