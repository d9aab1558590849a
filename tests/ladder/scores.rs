//! Scores: points at the edges of bands, the next band, the fewest steps.

use super::{ladder, rung, untitled};
use zjtx::render::ladder_text;
use zjtx::report::ScoreReport;
use zjtx::words::Lang;

/// The score of a firm for a lantern.
fn score(firm: &str) -> ScoreReport {
    rung(&ladder(firm), "new/lantern").scores[0].clone()
}

/// 10 looms (10), 40 people (10), exports above 75 % (0), growth of 5 % (10): 30 of 45, craft 20 of 20, pace 10 of 15.
pub(crate) const SCORED: &str = "looms = 10\nstaff = 40\nexport-share = \"75.01%\"\n\
    [year.2025]\nrevenue = \"105万元\"\n[year.2024]\nrevenue = \"100万元\"\n";

#[test]
fn a_score_is_told_by_its_indicators_with_the_next_band() {
    let bands = |firm: &str| -> Vec<_> {
        let next = |next: &zjtx::report::NextBandReport| {
            format!("{} {} → {} +{}", next.fact, next.value, next.required, next.gain)
        };
        let indicators = score(firm).indicators;
        indicators.iter().map(|one| (one.low.clone(), one.high.clone(), one.next.as_ref().map(next))).collect()
    };
    let of =
        |points: &str, next: Option<&str>| (points.to_owned(), Some(points.to_owned()), next.map(ToOwned::to_owned));
    assert_eq!(
        bands(SCORED),
        [
            of("10", Some("looms 10 → 30 +5")),
            of("10", Some("staff 40 → 100 +10")),
            of("0", Some("export-share 0.7501 → 0.75 +5")),
            of("10", Some("growth 0.05 → 0.1 +10")),
        ]
    );
    // One beside each edge: 29 and 30 looms, 99 and 100 people, 55.01 % and 55 %, 109.999999 and 110.
    let below = "looms = 29\nstaff = 99\nexport-share = \"55.01%\"\n\
        [year.2025]\nrevenue = \"1099999.99元\"\n[year.2024]\nrevenue = \"100万元\"\n";
    let points = |firm: &str| score(firm).indicators.into_iter().map(|one| one.low).collect::<Vec<_>>();
    assert_eq!(points(below), ["10", "10", "5", "10"]);
    let on = "looms = 30\nstaff = 100\nexport-share = \"55%\"\n\
        [year.2025]\nrevenue = \"110万元\"\n[year.2024]\nrevenue = \"100万元\"\n";
    assert_eq!(points(on), ["15", "20", "10", "20"]);
    assert_eq!(bands(on)[1..], [of("20", None), of("10", None), of("20", None)]);
    // Nothing has grown, nothing is lost: the edge belongs to the higher band.
    let still = SCORED.replace("105万元", "100万元");
    assert_eq!(points(&still)[3], "10");
    assert_eq!(points(&SCORED.replace("105万元", "999999.99元"))[3], "0");
    let all = score(on);
    assert_eq!(
        (all.low.as_str(), all.high.as_deref(), all.required.as_str(), all.reached),
        ("65", Some("65"), "45", true)
    );
}

#[test]
fn the_fewest_steps_make_up_for_groups_too() {
    let steps = |firm: &str| score(firm).cheapest;
    let none: [&str; 0] = [];
    let text = ladder_text(Lang::Zh, &ladder(&untitled(SCORED)), 300, false);
    let line = "  总分 30，要求 45；能提高的：织机得分 10（织机台数10，到30多 5 分）、";
    assert!(
        text.lines().any(|told| told.starts_with(line) && told.ends_with("；最少只要提高：织机得分、增长得分")),
        "{text}"
    );
    // 15 points are lacking, 5 of them for the pace: looms and staff would give 15, and none for the pace.
    assert_eq!(steps(SCORED), ["织机得分", "增长得分"]);
    // 0 points: 10 + 10 + 5 + 10 are not enough.
    let bare = "looms = 9\nstaff = 39\nexport-share = \"75.01%\"\n\
        [year.2025]\nrevenue = \"99万元\"\n[year.2024]\nrevenue = \"100万元\"\n";
    assert_eq!(steps(bare), none);
    // 20 + 20 + 0 + 10: the total is reached, the pace is not; exports at 75 % do.
    let slow = SCORED.replace("looms = 10", "looms = 50").replace("staff = 40", "staff = 100");
    assert_eq!((score(&slow).reached, steps(&slow)), (true, vec!["出口得分".to_owned()]));
    let text = ladder_text(Lang::Zh, &ladder(&untitled(&slow)), 300, false);
    assert!(
        text.lines().any(|line| line.starts_with("  总分 50，要求 45") && line.ends_with("最少只要提高：出口得分"))
    );
    // 20 + 20 + 5 + 10: nothing is lacking.
    assert_eq!(steps(&slow.replace("75.01%", "75%")), none);
}

#[test]
fn what_is_not_known_of_a_score_is_an_interval() {
    let unknown = score(&SCORED.replace("looms = 10\n", ""));
    assert_eq!((unknown.low.as_str(), unknown.high.as_deref(), unknown.reached), ("20", Some("40"), false));
    let looms = &unknown.indicators[0];
    assert_eq!((looms.low.as_str(), looms.high.as_deref(), looms.next.is_none()), ("0", Some("20"), true));
    assert_eq!(unknown.cheapest, Vec::<String>::new());
}
