//! A file of made-up rows like those of GDELT 2.0: `gdelt FROM ROWS OF_ALL FILE`, that many rows from one on, of so many in all.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, rows, of_all, file] = arguments.as_slice() else { return ExitCode::from(2) };
    let (Ok(from), Ok(rows), Ok(of_all)) = (from.parse(), rows.parse(), of_all.parse()) else {
        return ExitCode::from(2);
    };
    chancery_testkit::gdelt::write(Path::new(file), from, rows, of_all);
    ExitCode::SUCCESS
}
