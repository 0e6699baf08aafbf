//! A file of made-up rows like those of GDELT 2.0: `gdelt ROWS FILE`.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(Ok(rows)), Some(file)) = (arguments.next().map(|rows| rows.parse()), arguments.next()) else {
        return ExitCode::from(2);
    };
    chancery_testkit::gdelt::write(Path::new(&file), 0, rows, rows);
    ExitCode::SUCCESS
}
