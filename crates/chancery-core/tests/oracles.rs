//! Figures that others have published, found again.

use chancery_core::when::{Day, Days};

fn years(first: i16, before: i16) -> (Day, Day) {
    let day = |year, month, day| Day::from_ymd(year, month, day).expect("it is a day");
    (day(first, 1, 1), day(before - 1, 12, 31))
}

/// The worked example of the R package archSeries: finds dated to spans of years, spread evenly over bins of fifty years.
/// Years there are of one length; here they are counted in days, which moves the fifth decimal.
#[test]
fn the_aoristic_example_comes_out_to_four_decimals() {
    let finds = [(years(450, 700), 3), (years(450, 800), 6), (years(600, 650), 25)];
    let bins = [500, 550, 600, 650, 700, 750].map(|first| years(first, first + 50));
    let expected = |(first, last): (Day, Day)| -> i64 {
        let share =
            |((from, to), of): &((Day, Day), i64)| of * i64::from(Days::between(*from, *to).expected(first, last));
        finds.iter().map(share).sum()
    };
    // Ten thousandths, rounded half up.
    let found = bins.map(|bin| (expected(bin) + 50) / 100);
    assert_eq!(found, [14571, 14571, 264_571, 14571, 8571, 8571]);
}
