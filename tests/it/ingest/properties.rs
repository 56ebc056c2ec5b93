//! What holds of any input: no panic, nothing lost in silence, and every sentence in its place.

use gongbao::ingest::read_text;
use gongbao::lexicon::Lexicon;
use gongbao::span;
use proptest::prelude::*;

use super::{consistent, file};

/// Pieces that reports and noise are made of.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "全市",
        "破获",
        "案件",
        "抓获嫌疑人",
        "12",
        "3.4",
        "万元",
        "５６",
        "％",
        "起",
        "，",
        "。",
        "；",
        "！”",
        "“",
        "（",
        "）",
        "\n",
        "\n\n",
        " ",
        "\u{3000}",
        "\u{200B}",
        "2023年",
        "（记者 甲乙）",
        "（完）",
        "又讯 ",
        "本报讯",
        "责任编辑：",
        "第02版",
        "一、",
        "（二）",
        "◆",
        "|",
        "\t",
        "<p>",
        "</p>",
        "<table>",
        "<td>",
        "&nbsp;",
        "&",
        "<",
        "双鸭山市公安局",
        "甘肃省",
        "\r\n",
        "\u{0C}",
        "《",
        "…",
        "上半年",
        "10月",
        "\u{FFFD}",
    ];
    prop::sample::select(pieces.to_vec()).prop_map(str::to_owned)
}

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_bytes_give_documents_or_a_reject(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let got = file(&bytes);
        prop_assert!(!got.documents.is_empty() || !got.rejects.is_empty());
        for (document, sentences) in &got.documents {
            consistent(document, sentences).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn any_mix_of_pieces_is_consistent(raw in pieces()) {
        let (document, sentences) = read_text(&raw, Lexicon::embedded());
        consistent(&document, &sentences).map_err(TestCaseError::fail)?;
        for (document, sentences) in &file(raw.as_bytes()).documents {
            consistent(document, sentences).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn plain_sentences_stand_in_their_source(raw in pieces()) {
        // Markup and tables are rendered: characters are added.
        let raw = raw.replace(['<', '&', '|', '\t'], "");
        let (_, sentences) = read_text(&raw, Lexicon::embedded());
        for s in sentences {
            let slice = span::slice(&raw, s.source_start as u32, s.source_end as u32);
            // The sentence is what is left of its slice: nothing added, nothing moved. What was dropped between may be anything.
            let mut slice = slice.chars();
            let left = s.text.chars().filter(|c| !c.is_whitespace()).all(|c| slice.any(|x| x == c));
            prop_assert!(left, "{:?} is not in its slice", s.text);
        }
    }

    #[test]
    fn the_slice_of_a_sentence_without_blanks_is_the_sentence(raw in prose()) {
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let (document, sentences) = read_text(&raw, Lexicon::embedded());
        prop_assert_eq!(squeezed(&document.text), squeezed(&raw));
        for s in sentences {
            prop_assert_eq!(squeezed(span::slice(&raw, s.source_start as u32, s.source_end as u32)), squeezed(&s.text));
        }
    }
}

/// Text with hard breaks anywhere, in which nothing is furniture and nothing comes twice: each line has a number of its own.
fn prose() -> impl Strategy<Value = String> {
    let pieces = [
        "全市",
        "破获",
        "案件",
        "抓获嫌疑人",
        "追回赃款",
        "12",
        "3.4",
        "万元",
        "起",
        "，",
        "。",
        "；",
        "\n",
        "\n\n",
        " ",
        "\n\u{3000}\u{3000}",
        "\r\n",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| {
        let numbered =
            (100..).zip(pieces).map(|(n, piece)| if piece.contains('\n') { format!("{piece}共{n}起") } else { piece.to_owned() });
        "共99起".to_owned() + &numbered.collect::<String>()
    })
}

#[test]
fn a_sentence_without_end_is_cut_beside_no_digit() {
    let figures = |pause: &str| (0..900).map(|n| format!("查处甲{}县{}起{pause}", n % 7, 10_007 + n)).collect::<String>();
    for pause in ["，", "、", "；", ""] {
        let raw = format!("某县公安局\n\n全县{}", figures(pause));
        let (_, sentences) = read_text(&raw, Lexicon::embedded());
        let sentences: Vec<&str> = sentences.iter().map(|sentence| sentence.text.as_str()).collect();
        assert!(sentences.iter().all(|text| text.chars().count() <= 2_010), "{pause}");
        assert_eq!(sentences.concat().matches("起").count(), 900, "{pause}");
        for pair in sentences.windows(2) {
            assert!(!(pair[0].ends_with(|c: char| c.is_ascii_digit()) && pair[1].starts_with(|c: char| c.is_ascii_digit())), "{pair:?}");
        }
    }
}
