//! Commands that start cargo, and the folder of the workspace.
//!
//! The working folder is never changed: cargo is pointed at the workspace with `--manifest-path` instead. So a relative
//! `CARGO_TARGET_DIR`, and a `.cargo/config.toml` above the caller, mean the same to every cargo that runs, and the
//! product sees the paths its user wrote.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder that holds the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    // Cargo says it when it starts xtask. What was known when xtask was compiled is second best: cargo does not compile
    // again for a folder that has been moved, or for a second clone with the same target folder.
    let said = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).filter(|folder| folder.ends_with("xtask"));
    let package = said.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    package.parent().map_or_else(|| package.clone(), Path::to_path_buf)
}

/// `cargo SUBCOMMAND` on this workspace, with the cargo that started xtask.
pub fn cargo(subcommand: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.arg(subcommand).arg("--manifest-path").arg(root().join("Cargo.toml"));
    forget_own_package(&mut command);
    command
}

/// Removes what `cargo run` said about xtask itself. Build scripts that watch such variables would else run again, and
/// with them minutes of polars, whenever cargo is started by hand and by xtask in turns.
pub fn forget_own_package(command: &mut Command) {
    for (name, _) in env::vars_os() {
        if is_about_own_package(&name) {
            command.env_remove(name);
        }
    }
}

fn is_about_own_package(name: &OsString) -> bool {
    let name = name.to_string_lossy();
    name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name.starts_with("CARGO_BIN_")
}

/// A command as one would type it; the program by its name, and without `--manifest-path`, which is the same everywhere.
pub fn as_typed(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default();
    let mut words = vec![program.to_string_lossy().into_owned()];
    let mut arguments = command.get_args();
    while let Some(argument) = arguments.next() {
        if argument == "--manifest-path" {
            arguments.next();
        } else {
            words.push(argument.to_string_lossy().into_owned());
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_workspace() {
        let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("reads");
        assert!(manifest.contains("[workspace]"), "{manifest}");
    }

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let mut command = cargo("test");
        command.args(["--workspace", "--", "--nocapture"]);
        assert_eq!(as_typed(&command), "cargo test --workspace -- --nocapture");
    }

    #[test]
    fn only_what_concerns_xtask_itself_is_forgotten() {
        let forgotten = |name: &str| is_about_own_package(&name.into());
        assert!(forgotten("CARGO_PKG_NAME"));
        assert!(forgotten("CARGO_MANIFEST_DIR"));
        assert!(!forgotten("CARGO_TARGET_DIR"));
        assert!(!forgotten("CARGO_HOME"));
        assert!(!forgotten("PATH"));
    }
}
