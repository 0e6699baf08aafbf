//! Work spread over threads, its results in order.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::AnalyticsError;

/// What comes of each item, in the order of the items; of several errors the first item's.
pub(in crate::feeds) fn each<I: Sync, T: Send>(
    items: impl IntoIterator<Item = I>,
    threads: usize,
    make: impl Fn(&I) -> Result<T, AnalyticsError> + Sync,
) -> Result<Vec<T>, AnalyticsError> {
    let items: Vec<I> = items.into_iter().collect();
    let next = AtomicUsize::new(0);
    let made: Mutex<Vec<(usize, Result<T, AnalyticsError>)>> = Mutex::new(Vec::new());
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return };
            let result = make(item);
            // Nobody needs what comes after an error.
            if result.is_err() {
                next.store(items.len(), Ordering::Relaxed);
            }
            if let Ok(mut made) = made.lock() {
                made.push((at, result));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.min(items.len()) {
            scope.spawn(work);
        }
        work();
    });
    let mut made = made.into_inner().unwrap_or_default();
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_have_the_order_of_the_items_and_the_first_error_is_told() {
        for threads in [1, 3, 50] {
            assert_eq!(each(0..20, threads, |item| Ok(item * 2)).ok(), Some((0..20).map(|item| item * 2).collect()));
            let failing = each(0..20, threads, |item| match item {
                7 => Err(AnalyticsError::Usage("seven".to_owned())),
                _ => Ok(()),
            });
            assert_eq!(failing.map_err(|error| error.to_string()), Err("seven".to_owned()));
        }
    }
}
