//! What the shipped rules say of the five documents and the standards, where a reading once went wrong.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use zjtx::codes::Lookup;
use zjtx::compile::compile;
use zjtx::load::Library;
use zjtx::rulebook::{Offer, Payee, Rulebook, Support};

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    book
});

fn support(address: &str) -> &'static Support {
    BOOK.supports.iter().find(|support| support.address == address).unwrap()
}

/// The only end that a document of the five states is the one in the name of 大足's plan.
#[test]
fn no_document_ends_on_a_day_that_it_does_not_state() {
    let of_cities = BOOK.documents.iter().filter(|document| !document.address.starts_with("national/"));
    let ended: Vec<&str> =
        of_cities.filter(|document| document.until.is_some()).map(|document| document.address.as_str()).collect();
    let mut ended = ended;
    ended.sort_unstable();
    assert_eq!(
        ended,
        [
            "chongqing/dazu/plan-2022",
            "jiangsu/interest-manufacturing-2026",
            "jiangsu/interest-services-2025",
            "jiangsu/measures-2025",
            "nanjing/jiangbei-software-2026",
            "nantong/home-voucher-2026",
            "ningbo/rules-2024",
            "shanghai/plan-2026",
            "shenzhen/opinion-2022",
            "xiamen/doubling-2022",
            "zhengzhou/plan-2024",
        ]
    );
}

/// Where the sentence says for whom: all firms of the city, firms, the public, or a counter of the city for firms.
#[test]
fn open_to_all_is_what_the_text_opens_to_all() {
    let is_open = |support: &&Support| {
        let is_free = support.conditions.len() == 1 && support.selects.is_empty();
        is_free && support.amount.is_none() && support.offer == Offer::Given
    };
    let open: Vec<&str> = BOOK.supports.iter().filter(is_open).map(|support| support.address.as_str()).collect();
    assert_eq!(
        open,
        [
            "changchun/opinion-2022/green-approval",
            "chongqing/reply-2023/whistle",
            "nantong/reply-2024/listing-window",
            "nantong/reply-2024/ip-online",
            "nantong/reply-2024/free-diagnosis",
            "nantong/reply-2024/policy-codes",
            "ningbo/report-2024/service-centre",
            "ningbo/report-2024/online-platform",
            "ningbo/report-2024/policy-push",
        ]
    );
}

#[test]
fn support_in_no_stated_form_is_not_called_a_service() {
    let asks_how = |support: &&Support| support.silent.iter().any(|text| text.contains("用什么方式"));
    let asked: Vec<&Support> = BOOK.supports.iter().filter(asks_how).collect();
    let services: Vec<&str> = asked
        .iter()
        .filter(|support| support.kind == "service" || support.kind == "finance")
        .map(|support| support.address.as_str())
        .collect();
    assert_eq!(services, [""; 0]);
    // 001 第29项 is of the section on fiscal policy and says no more than that there is support.
    assert_eq!(support("chongqing/dazu/plan-2022/title-support").kind, "unspecified");
}

#[test]
fn a_national_tax_is_mentioned_and_nothing_else_is() {
    let mentioned = BOOK.supports.iter().filter(|support| support.offer == Offer::NationalLaw);
    assert_eq!(mentioned.filter(|support| support.kind == "tax").count(), 9);
    let is_of_city = |support: &&Support| support.kind == "tax" && !support.address.starts_with("national/");
    let others = BOOK.supports.iter().filter(is_of_city).filter(|support| support.offer != Offer::NationalLaw);
    // The city's own award for the income tax of people.
    let others: Vec<&str> = others.map(|support| support.address.as_str()).collect();
    assert_eq!(others, ["nantong/reply-2024/overseas-tax-award"]);
}

#[test]
fn one_fund_that_two_documents_plan_is_given_by_neither() {
    for address in ["chongqing/reply-2023/development-fund", "chongqing/dazu/plan-2022/zjtx-fund"] {
        assert_eq!(support(address).offer, Offer::Announced, "{address}");
    }
}

/// 002: “对市区企业进站博士后，给予每月5000元生活津贴”, as for masters and doctors.
#[test]
fn allowances_of_post_docs_go_to_the_post_doc() {
    for id in ["postdoc-allowance", "postdoc-settled", "postdoc-settled-housing", "doctor-allowance"] {
        assert_eq!(support(&format!("nantong/reply-2024/{id}")).payee, Payee::Person, "{id}");
    }
}

/// The public copy lacks 飞机制造; it has the group that its class lies in.
#[test]
fn a_class_that_the_list_lacks_is_pointed_to_its_group() {
    let group = "C374 航空、航天器及设备制造";
    for text in ["C3741", "c3741", "3741"] {
        assert_eq!(BOOK.industries.find(text), Lookup::None(Some(group.to_owned())), "{text}");
    }
    // A group of one class is that class.
    let class = BOOK.industries.by_code("C3670").unwrap();
    for text in ["C367", "367", "C3670"] {
        assert_eq!(BOOK.industries.find(text), Lookup::One(class), "{text}");
    }
    // Of places a wrong digit is another place.
    assert_eq!(BOOK.places.find("320699"), Lookup::None(None));
}
