//! The 67 shapes of rule that real documents have, in a fictional province: `shape_04` computes both sides of the edge
//! of shape 4.
//!
//! `rules/yunyu` says each shape as a document would, in a support named after it; the cases beside each document say
//! what comes out for a firm on the edge and for one just beside it, with the arithmetic. What a report must say in
//! words is held here.

mod province;
mod texts;

use province::assert_cases;

/// A test for each shape: all worked cases of its document whose names start with its number.
macro_rules! shapes {
    ($($document:ident: $($test:ident $number:literal)*;)*) => {
        $($(
            #[test]
            fn $test() {
                assert_cases(stringify!($document), $number);
            }
        )*)*
    };
}

shapes! {
    amounts: shape_01 "01" shape_02 "02" shape_03 "03" shape_04 "04" shape_05 "05" shape_06 "06" shape_07 "07"
        shape_08 "08" shape_09 "09" shape_10 "10" shape_11 "11" shape_12 "12";
    conditions: shape_13 "13" shape_14 "14" shape_23 "23" shape_24 "24" shape_25 "25" shape_26 "26" shape_27 "27"
        shape_28 "28" shape_29 "29" shape_30 "30" shape_31 "31" shape_32 "32";
    people: shape_15 "15" shape_16 "16" shape_17 "17" shape_18 "18" shape_21 "21" shape_22 "22";
    parts: shape_41 "41" shape_43 "43" shape_44 "44" shape_45 "45" shape_46 "46" shape_56 "56" shape_57 "57"
        shape_67 "67";
    edges: years_before_the_firm_existed "founded" a_share_of_nothing_is_open "undefined"
        slices_at_their_edges "slices" records_that_may_count "membership" a_derived_choice_may_be_unknown "derived";
    stacking: shape_19 "19" shape_20 "20" shape_33 "33" shape_34 "34" shape_35 "35" shape_36 "36" shape_37 "37" shape_38 "38"
        shape_39 "39" shape_40 "40" shape_42 "42";
    open: shape_47 "47" shape_50 "50" shape_51 "51" shape_52 "52" shape_53 "53" shape_54 "54"
        shape_55 "55" shape_58 "58" shape_59 "59" shape_60 "60" shape_61 "61"
        shape_62 "62" shape_63 "63" shape_64 "64" shape_65 "65" shape_66 "66";
}
