//! Days of cells and acts as a column.

use super::bytes::{Bytes, Column, Damaged, put_column, put_u32};

/// Days as bits, of which most have one: its number, or 32 and the bits behind all numbers.
pub fn put_days(out: &mut Vec<u8>, days: impl Iterator<Item = u32> + Clone) {
    let is_one = |days: &u32| days.count_ones() == 1;
    let number = |days: u32| if is_one(&days) { u64::from(days.trailing_zeros()) } else { u64::from(u32::BITS) };
    put_column(out, &days.clone().map(number).collect::<Vec<u64>>());
    let several: Vec<u64> = days.filter(|days| !is_one(days)).map(u64::from).collect();
    put_u32(out, several.len() as u32);
    put_column(out, &several);
}

/// What [`put_days`] put.
#[derive(Debug, Clone, Copy, Default)]
pub struct DaysColumn<'a> {
    numbers: Column<'a>,
    several: Column<'a>,
}

impl<'a> DaysColumn<'a> {
    pub fn read(bytes: &mut Bytes<'a>, values: usize) -> Result<DaysColumn<'a>, Damaged> {
        let numbers = bytes.column(values)?;
        let several = bytes.count()?;
        Ok(DaysColumn { numbers, several: bytes.column(several)? })
    }

    /// The bits again.
    pub fn bits(self) -> Result<Vec<u64>, Damaged> {
        let mut several = self.several.to_vec();
        let (count, mut taken, mut largest) = (several.len(), 0, 0);
        // One more, so that there is always a next; no branch depends on the number.
        several.push(0);
        let mut days = self.numbers.to_vec();
        for value in &mut days {
            let (number, next) = (*value, several[taken.min(count)]);
            let is_one = number < u64::from(u32::BITS);
            *value = if is_one { 1 << (number & 31) } else { next };
            taken += usize::from(!is_one);
            largest = largest.max(number);
        }
        let is_bits = several.iter().all(|bits| *bits <= u64::from(u32::MAX));
        if taken == count && largest <= u64::from(u32::BITS) && is_bits {
            Ok(days)
        } else {
            Err(Damaged("days do not fit their cells"))
        }
    }
}
