//! Places and industries as people write them, against the shipped lists.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use zjtx::calendar::Day;
use zjtx::codes::{CodeId, CodeTree, Lookup, Remark};
use zjtx::compile::{compile, compile_near, parse, stated_place};
use zjtx::evaluate::{Question, evaluate};
use zjtx::explain::explain;
use zjtx::finding::Problem;
use zjtx::load::Library;
use zjtx::profile::{self, Read, Under, Value, Written};
use zjtx::reader::{Sink, Table};
use zjtx::render::report_json;
use zjtx::report::{AsOfFrom, PlaceRead, Report};
use zjtx::roster;
use zjtx::rulebook::Rulebook;
use zjtx::source::{SourceFile, Sources};
use zjtx::words::{self, Lang};

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (book, findings) = compile(&library);
    assert_eq!(findings, []);
    book
});

/// What a text names: the full name, with a mark for what is to be told; several full names; a hint.
fn found(text: &str, context: &str) -> String {
    let places = &BOOK.places;
    let told = |remark| match remark {
        Remark::Renamed { since } => format!("自{since}"),
        Remark::LiesIn => "所在".to_owned(),
        Remark::Divided { other, since } => format!("一部分自{since}属{}", places.full_name(other)),
    };
    match places.find_within(text, places.by_code(context)) {
        Lookup::One(id) => places.full_name(id),
        Lookup::Remarked(id, remark) => format!("{}，{}", places.full_name(id), told(remark)),
        Lookup::Many(names) => names.join(" | "),
        Lookup::None(hint) => format!("? {}", hint.unwrap_or_default()),
    }
}

/// Lines of what is written, `=`, what it is found to be.
#[track_caller]
fn assert_found(context: &str, lines: &str) {
    let wrong: Vec<String> = lines
        .lines()
        .filter_map(|line| line.trim().split_once(" = "))
        .filter_map(|(text, expected)| {
            let found = found(text, context);
            (found.trim() != expected).then(|| format!("{text} = {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn short_and_spaced_forms_name_the_place() {
    assert_found(
        "",
        "南通 = 江苏省南通市
        江苏南通 = 江苏省南通市
        崇川 = 江苏省南通市崇川区
        南通崇川 = 江苏省南通市崇川区
        南通 崇川 = 江苏省南通市崇川区
        江苏省 南通市 崇川区 = 江苏省南通市崇川区
        江苏/南通/崇川 = 江苏省南通市崇川区
        江苏-南通-崇川区 = 江苏省南通市崇川区
        中国江苏省南通市 = 江苏省南通市
        重庆忠县 = 重庆市忠县
        重庆市 忠县 = 重庆市忠县
        忠县 = 重庆市忠县
        重庆大足 = 重庆市大足区
        重庆石柱县 = 重庆市石柱土家族自治县
        内蒙古呼和浩特 = 内蒙古自治区呼和浩特市
        新疆喀什 = 新疆维吾尔自治区喀什地区
        吉林延边州 = 吉林省延边朝鲜族自治州
        吉林省长春市 朝阳 = 吉林省长春市朝阳区
        浦东 = 上海市浦东新区
        320613000000 = 江苏省南通市崇川区
        320613 崇川区 = 江苏省南通市崇川区
        ３２０６１３ = 江苏省南通市崇川区",
    );
}

#[test]
fn a_short_form_of_several_places_is_asked_for() {
    assert_found(
        "",
        "通州 = 北京市通州区 | 江苏省南通市通州区
        通州区 = 北京市通州区 | 江苏省南通市通州区
        通州区世纪大道1号 = 北京市通州区 | 江苏省南通市通州区
        江北 = 浙江省宁波市江北区 | 重庆市两江新区 | 江苏省南京市南京江北新区
        江北区 = 浙江省宁波市江北区 | 重庆市两江新区
        双桥区 = 河北省承德市双桥区 | 重庆市大足区
        320613 海门区 = ?",
    );
    assert!(found("鼓楼区", "").contains(" | "));
    assert!(found("朝阳", "").contains(" | "));
}

#[test]
fn where_all_firms_are_decides_and_contradicts_none() {
    assert_found(
        "320600",
        "通州区 = 江苏省南通市通州区
        通州 = 江苏省南通市通州区
        开发区 = 江苏省南通市南通经济技术开发区
        高新区 = 江苏省南通市通州区，所在
        崇州区 = ? 南通市崇川区
        北京市通州区 = 北京市通州区
        海曙 = 浙江省宁波市海曙区",
    );
}

#[test]
fn an_address_is_in_the_place_that_it_begins_with() {
    assert_found(
        "",
        "江苏省南通市崇川区世纪大道100号 = 江苏省南通市崇川区
        南通市崇川区通州路5号 = 江苏省南通市崇川区
        江苏省海门市解放路2号 = 江苏省南通市海门区，自2020
        南通市经济技术开发区通盛大道188号 = 江苏省南通市南通经济技术开发区
        重庆市大足区双桥经开区西湖大道9号 = 重庆市大足区
        海门区（原海门市）解放路2号 = 江苏省南通市海门区
        南通市（崇川区） = 江苏省南通市崇川区
        如东县经济开发区 = 江苏省南通市如东县
        宁波市北仑区宁波经济技术开发区 = 浙江省宁波市北仑区
        南通市人民路1号 = 江苏省南通市，所在
        南通市通州路1号 = 江苏省南通市，所在
        南通市崇文小区3幢 = 江苏省南通市，所在
        上海市南京东路5号 = 上海市，所在
        上海路 = ?
        上海路12号 = ?
        北京东路 5号 = ?
        南通市石桥区中路1号 = ?
        南通市崇州区中路1号 = ? 南通市崇川区
        江苏省南通市崇州区中路1号 = ? 江苏省南通市崇川区
        崇川区、通州区 = ?
        崇川区/苏州市吴中区 = ?
        南通市崇川区、开发区 = ?
        江西省南通市 = ?",
    );
}

#[test]
fn abolished_and_renamed_places_and_zones_are_read_as_what_they_are() {
    assert_found(
        "",
        "海门市 = 江苏省南通市海门区，自2020
        江苏省海门市 = 江苏省南通市海门区，自2020
        南通市海门市 = 江苏省南通市海门区，自2020
        320684 = 江苏省南通市海门区，自2020
        海门 = 江苏省南通市海门区
        港闸区 = 江苏省南通市崇川区，自2020
        南通市港闸区 = 江苏省南通市崇川区，自2020
        南通港闸 = 江苏省南通市崇川区，自2020
        320611 = 江苏省南通市崇川区，自2020
        320602 = 江苏省南通市崇川区，自2020
        宁波市江东区 = 浙江省宁波市鄞州区，自2016
        江东区 = 浙江省宁波市鄞州区，自2016
        330204 = 浙江省宁波市鄞州区，自2016
        奉化市 = 浙江省宁波市奉化区，自2016
        浙江省奉化市 = 浙江省宁波市奉化区，自2016
        重庆市江北区 = 重庆市两江新区，自2025-11
        重庆渝北 = 重庆市两江新区，自2025-11
        渝北区 = 重庆市两江新区，自2025-11
        两江新区 = 重庆市两江新区
        重庆市两江新区 = 重庆市两江新区
        重庆市北碚区 = 重庆市北碚区，一部分自2025-11属重庆市两江新区
        双桥经开区 = 重庆市大足区，所在
        重庆市双桥经济技术开发区 = 重庆市大足区，所在
        大足高新区 = 重庆市大足区，所在
        大足工业园区 = 重庆市大足区，所在
        重庆市双桥区 = 重庆市大足区，自2011
        承德市双桥区 = 河北省承德市双桥区
        南通开发区 = 江苏省南通市南通经济技术开发区
        南通经开区 = 江苏省南通市南通经济技术开发区
        南通市开发区 = 江苏省南通市南通经济技术开发区
        南通高新区 = 江苏省南通市通州区，所在
        江苏省南通市高新区 = 江苏省南通市通州区，所在
        苏锡通园区 = 江苏省南通市，所在
        苏锡通 = 江苏省南通市，所在
        南通市通州湾示范区 = 江苏省南通市，所在
        宁波高新区 = 浙江省宁波市，所在
        宁波市高新区 = 浙江省宁波市，所在
        前湾新区 = 浙江省宁波市，所在
        宁波前湾新区 = 浙江省宁波市，所在
        杭州湾新区 = 浙江省宁波市，所在
        宁波经济技术开发区 = 浙江省宁波市，所在
        长春新区 = 吉林省长春市长春新区
        长春市新区 = 吉林省长春市长春新区
        江北新区 = 江苏省南京市南京江北新区
        长春高新区 = 吉林省长春市长春高新技术产业开发区
        净月高新区 = 吉林省长春市长春净月高新技术产业开发区
        长春净月高新区 = 吉林省长春市长春净月高新技术产业开发区
        汽开区 = 吉林省长春市长春汽车经济技术开发区
        长春市汽开区 = 吉林省长春市长春汽车经济技术开发区
        长春经开区 = 吉林省长春市长春经济技术开发区
        长春净月 = 吉林省长春市长春净月高新技术产业开发区
        吉林省长春市净月 = 吉林省长春市长春净月高新技术产业开发区
        长春高新 = 吉林省长春市长春高新技术产业开发区
        三沙市西沙区 = 海南省三沙市，所在
        西沙区 = 海南省三沙市，所在
        海南省三沙市南沙区 = 海南省三沙市，所在
        南沙区 = 广东省广州市南沙区
        和安县 = 新疆维吾尔自治区和田地区，所在
        和田地区和康县 = 新疆维吾尔自治区和田地区，所在",
    );
}

#[test]
fn a_hint_never_contradicts_what_was_recognised() {
    assert_found(
        "",
        "江苏省海门县 = ? 江苏省南通市海门区
        海安县 = ? 江苏省南通市海安市
        崇川市 = ? 江苏省南通市崇川区
        南通市崇传区 = ? 南通市崇川区
        南通经济开发区 = ? 南通市南通经济技术开发区
        宁波市江冬区 = ?
        海门经济技术开发区 = ?
        南通保税区 = ?
        南通县 = ?
        通州市 = ?
        上海市南汇区 = ?
        南汇区 = ?
        长春物流开发区 = ?
        320683 = ?
        东州县 = ?",
    );
}

/// Every place, with the code.
fn places() -> impl Iterator<Item = CodeId> {
    fn within(places: &CodeTree, outer: CodeId) -> Vec<CodeId> {
        places.inside(outer).flat_map(|id| [vec![id], within(places, id)].concat()).collect()
    }
    within(&BOOK.places, CodeTree::ROOT).into_iter()
}

#[test]
fn every_place_is_found_by_its_code_and_by_its_names() {
    for id in places() {
        let levels = BOOK.places.levels(id);
        let full = levels.concat();
        let is_found = |text: &str| match BOOK.places.find(text) {
            Lookup::One(found) | Lookup::Remarked(found, Remark::Divided { .. }) => found == id,
            _ => false,
        };
        for text in [full.clone(), levels.join(" "), levels.join("/"), BOOK.places.entry(id).code.clone()] {
            assert!(is_found(&text), "{text}: {:?}", BOOK.places.find(&text));
        }
        let own = BOOK.places.entry(id).name.clone();
        let names = match BOOK.places.find(&own) {
            Lookup::Many(names) => names,
            _ => vec![found(&own, "").split('，').next().unwrap().to_owned()],
        };
        assert!(names.contains(&full) || names.iter().any(|name| full.starts_with(name)), "{own}: {names:?}");
        assert!(is_found(&format!("{full}中山大道12号")) || BOOK.places.holds_others(id), "{full}中山大道12号");
    }
}

#[test]
fn a_short_form_is_never_another_place() {
    for id in places() {
        let full = BOOK.places.full_name(id);
        let name = BOOK.places.entry(id).name.clone();
        let short: String = name.chars().take(name.chars().count() - 1).collect();
        let outer = BOOK.places.levels(id).len();
        let before: String = BOOK.places.levels(id)[..outer - 1].concat();
        let names: BTreeSet<String> = [short.clone(), before + &short].into_iter().collect();
        for text in names.into_iter().filter(|text| text.chars().count() > 1) {
            let is_right = match BOOK.places.find(&text) {
                Lookup::One(found) | Lookup::Remarked(found, _) => BOOK.places.is_within(id, found),
                // What is ambiguous is so because of it, among others.
                Lookup::Many(names) => names.contains(&full) || text == short,
                Lookup::None(_) => true,
            };
            assert!(is_right, "{text} is {:?}, not {full}", BOOK.places.find(&text));
        }
    }
}

/// The key of the choice of a fact, or the code of what is wrong and the hint.
fn choice(fact: &str, text: &str) -> String {
    let fact = BOOK.dictionary.fact(BOOK.dictionary.by_key(fact).unwrap());
    match profile::value(&BOOK, fact, Under::key("kind"), &Written::Text(text.into())) {
        Ok(Read { value: Some(Value::Choices(choices)), .. }) => {
            choices.indices().map(|index| fact.choices[index].key.clone()).collect::<Vec<_>>().join(" ")
        }
        Err(problem @ Problem::AmbiguousChoice { .. }) => problem.code().to_owned(),
        Err(Problem::UnknownChoice { suggestion, .. }) => format!("? {}", suggestion.unwrap_or_default()),
        other => format!("{other:?}"),
    }
}

#[track_caller]
fn assert_titles(key: &str, names: &[&str]) {
    let wrong: Vec<String> = names
        .iter()
        .map(|name| format!("{name} = {}", choice("title.kind", name)))
        .filter(|line| line.split_once(" = ").unwrap().1.trim() != key)
        .collect();
    assert!(wrong.is_empty(), "{key}: {}", wrong.join("\n"));
}

#[test]
fn what_names_a_second_place_is_neither() {
    for text in [
        "南通市崇川区人民路1号；南通市海门区长江路2号",
        "南通市崇川区人民路1号、苏州市姑苏区景德路2号",
        "崇川区1号，2025年迁往海门区",
        "崇川区（30%）鄞州区（70%）",
        "崇川区 330212",
    ] {
        assert!(matches!(BOOK.places.find(text), Lookup::None(_)), "{text}: {:?}", BOOK.places.find(text));
    }
    for text in ["南通市崇川区北京路5号", "南通市崇川区世纪大道100号", "崇川区上海路市场12号"]
    {
        let found = BOOK.places.find(text);
        assert_eq!(found, Lookup::One(BOOK.places.by_code("320613").unwrap()), "{text}");
    }
}

#[test]
fn every_usual_way_to_write_a_title_is_the_title() {
    let giant = [
        "小巨人",
        "小巨人企业",
        "专精特新小巨人",
        "专精特新小巨人企业",
        "专精特新“小巨人”企业",
        "专精特新\"小巨人\"企业",
        "专精特新「小巨人」企业",
        "“专精特新”小巨人企业",
        "“专精特新”“小巨人”",
        "专精特新（小巨人）",
        "国家级专精特新小巨人企业",
        "国家级专精特新“小巨人”企业",
        "国家专精特新小巨人",
        "国家级小巨人",
        "工信部专精特新小巨人企业",
        "国家级 专精特新 小巨人 企业",
        "第三批专精特新小巨人",
        "专精特新“小巨人”企业（第三批）",
        "第12批国家级专精特新“小巨人”企业",
    ];
    assert_titles("little-giant", &giant);
    let provincial = [
        "专精特新中小企业",
        "“专精特新”中小企业",
        "省级专精特新中小企业",
        "省专精特新企业",
        "省级“专精特新”企业",
        "省级专精特新",
        "江苏省专精特新中小企业",
        "江苏专精特新中小企业",
        "浙江省级专精特新企业",
        "重庆市专精特新中小企业",
        "第五批省级专精特新中小企业",
    ];
    assert_titles("provincial-sme", &provincial);
    assert_titles("municipal-sme", &["设区的市级专精特新中小企业", "地市级“专精特新”中小企业"]);
    assert_titles("innovative-sme", &["创新型中小企业", "省级创新型中小企业", "江苏省创新型中小企业"]);
    assert_titles(
        "champion",
        &["制造业单项冠军", "制造业“单项冠军”企业", "国家级制造业单项冠军示范企业", "单项冠军企业"],
    );
    assert_titles("high-tech", &["高新技术企业", "高企", "国家高新技术企业", "国家级高新技术企业"]);
    assert_titles("tech-sme", &["科技型中小企业", "国家科技型中小企业"]);
}

#[test]
fn a_title_of_one_level_or_another_is_asked_for() {
    let unclear = [
        "市级专精特新中小企业",
        "市级“专精特新”中小企业",
        "市专精特新企业",
        "南通市专精特新中小企业",
        "宁波市专精特新中小企业",
        "专精特新企业",
        "单项冠军产品",
    ];
    assert_titles("ambiguous-choice", &unclear);
    assert_eq!(choice("award.level", "省部级"), "ambiguous-choice");
}

#[test]
fn a_hint_never_proposes_another_level_issuer_or_holder() {
    let none = [
        "省级专精特新小巨人企业",
        "江苏省专精特新小巨人企业",
        "市级小巨人",
        "省级高新技术企业",
        "浙江省科技型中小企业",
        "市级创新型中小企业",
        "省级单项冠军",
        "单项冠军培育企业",
        "区级专精特新中小企业",
        "省级知识产权示范企业",
        "市级知识产权优势企业",
        "重庆市知识产权优势企业",
        "浙江制造单项冠军",
        "崇川区专精特新中小企业",
        "非小巨人",
        "曾获小巨人",
        "申报小巨人",
        "拟申报小巨人",
        "未获小巨人",
        "原小巨人",
        "不是高企",
        "非高新技术企业",
        "高新技术企业（已过期）",
        "已撤销小巨人",
    ];
    assert_titles("?", &none);
    assert_titles("? 小巨人", &["小巨入", "专精特新“小巨人”企业（2021年）", "2021年度专精特新小巨人"]);
    assert_titles("? 创新型中小企业", &["创新性中小企业"]);
    assert_eq!(choice("received.level", "部级"), "? ");
    assert_eq!(choice("hire.degree", "博士研究生"), "doctor");
    assert_eq!(choice("project.kind", "智能化改造项目"), "smart-upgrade");
    assert_eq!(choice("incident.kind", "重大生产安全事故"), "? ");
}

/// The report of a profile by these rules.
fn report(book: &Rulebook, sources: &mut Sources, text: &str) -> Report {
    let day = Day::parse("2026-11-22").unwrap();
    let file = sources.add(SourceFile { name: "profile.toml".to_owned(), text: text.to_owned() });
    let sink = Sink::new(file);
    let root = parse(sources, file, &sink).unwrap();
    let reading = roster::profile(book, (None, day), &Table::of_file(&sink, &root));
    assert!(reading.findings.is_empty() && sink.into_findings().is_empty(), "{text}");
    let evaluation = evaluate(book, &reading.profile, Question { as_of: day, strict: false });
    explain(Lang::Zh, book, sources, &reading.profile, (day, AsOfFrom::Option), &evaluation)
}

/// The whole report of a profile, by all documents and by those near it.
fn reports(text: &str) -> [String; 2] {
    let mut library = Library::default();
    library.add_shipped(&BTreeSet::new());
    let (whole, _) = compile(&library);
    let (near, findings, place) = compile_near(&library, &stated_place(text).unwrap());
    assert!(findings.is_empty() && place.is_some(), "{text}");
    assert!(near.documents.len() < whole.documents.len(), "{text}");
    [whole, near].map(|book| report_json(&report(&book, &mut library.sources.clone(), text)).unwrap())
}

#[test]
fn what_is_elsewhere_changes_no_answer() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let examples = files.map(|path| std::fs::read_to_string(path).unwrap());
    // Of each place with documents a firm of which nothing else is known, and one right below it.
    let places: BTreeSet<CodeId> =
        BOOK.documents.iter().map(|document| document.place).filter(|place| *place != CodeTree::ROOT).collect();
    let below = places.iter().filter_map(|place| BOOK.places.inside(*place).last());
    let named = |place: CodeId| format!("place = \"{}\"\n", BOOK.places.full_name(place));
    let firms: Vec<String> = examples.chain(places.iter().copied().chain(below).map(named)).collect();
    assert!(firms.len() > 60, "{}", firms.len());
    for firm in firms {
        let [whole, near] = reports(&firm);
        assert!(whole == near, "{firm}");
    }
}

#[test]
fn what_was_not_read_of_a_place_is_told_and_what_was_near_it() {
    let read = |place: &str| {
        let mut library = Library::default();
        library.add_shipped(&BTreeSet::new());
        let (book, _) = compile(&library);
        report(&book, &mut library.sources, &format!("place = \"{place}\"\n")).place_read.unwrap()
    };
    let kunming = read("云南省昆明市");
    assert_eq!((kunming.not_read, kunming.near), (vec!["昆明市".to_owned(), "云南省".to_owned()], Vec::new()));
    let chongchuan = read("南通市崇川区");
    assert_eq!((chongchuan.not_read, chongchuan.near), (vec!["崇川区".to_owned()], Vec::new()));
    assert!(chongchuan.known_unread > 0);
    // Nothing of Kunshan or Suzhou was read: of the province Nantong was.
    let kunshan = read("昆山市");
    assert!(kunshan.near.contains(&"南通市".to_owned()) && !kunshan.near.contains(&"江苏省".to_owned()), "{kunshan:?}");
    assert!(kunshan.known_unread > 0);
    let told = words::place_read(Lang::Zh, &kunshan).unwrap();
    assert!(told.contains("没有读过昆山市、苏州市的文件") && told.contains("同省读过的有"), "{told}");
    assert_eq!(
        words::place_read(Lang::Zh, &PlaceRead { not_read: Vec::new(), known_unread: 0, near: Vec::new() }),
        None
    );
}
