//! The two programs: built in the dev profile, and found beside xtask's own file.

use std::env::{self, consts::EXE_SUFFIX};
use std::path::PathBuf;
use std::process::Command;

use crate::cargo::{as_typed, cargo, forget_own_package};
use crate::verbs::Failure;
use crate::{quiet, say};

/// A program of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// `chancery`, light.
    Chancery,
    /// `chancery-engine`, which links polars.
    Engine,
}

impl Program {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chancery => "chancery",
            Self::Engine => "chancery-engine",
        }
    }

    /// Where cargo puts it.
    pub fn path(self) -> Result<PathBuf, Failure> {
        Ok(beside_profiles("debug")?.join(format!("{}{EXE_SUFFIX}", self.name())))
    }

    /// `chancery` is built as one of the default members, so that a bare `cargo test` finds its dependencies compiled
    /// with the same features.
    fn build_command(self) -> Command {
        let mut command = cargo("build");
        if self == Self::Engine {
            command.args(["--package", "chancery-analytics"]);
        }
        command.args(["--bin", self.name()]);
        command
    }

    /// Builds it unless it is up to date.
    pub fn build(self) -> Result<(), Failure> {
        if self == Self::Engine && !self.path()?.exists() {
            say::line("xtask: this first build of chancery-engine compiles polars, which takes several minutes, once.");
        }
        let mut command = self.build_command();
        let status = quiet::run(&mut command)
            .map_err(|error| Failure::new(format!("cannot start `{}`: {error}", as_typed(&command))))?;
        if status.success() { Ok(()) } else { Err(Failure::new(format!("`{}` failed", as_typed(&command)))) }
    }

    /// Where the pair of programs lies in which the rows of every table stand in a random order: the test that proves that
    /// the test of determinism can fail runs them.
    fn planted(self) -> Result<PathBuf, Failure> {
        Ok(beside_profiles("planted")?.join(format!("{}{EXE_SUFFIX}", self.name())))
    }

    /// A command that starts it in the caller's folder.
    pub fn command(self) -> Result<Command, Failure> {
        let mut command = Command::new(self.path()?);
        forget_own_package(&mut command);
        Ok(command)
    }
}

/// A folder of that name among those of cargo's profiles. Cargo put xtask into one of them, whatever target folder or triple was
/// asked for, so its own place is a better witness than any setting.
pub fn beside_profiles(name: &str) -> Result<PathBuf, Failure> {
    let own = env::current_exe().map_err(|error| Failure::new(format!("cannot find its own file: {error}")))?;
    let profile = own.parent().ok_or_else(|| Failure::new("its own file lies in no folder".to_owned()))?;
    Ok(profile.with_file_name(name))
}

/// Builds the engine with the planted disorder, puts it and `chancery` aside, and builds the engine as it should be.
/// Cargo keeps both builds, so all but the first cost a link at most.
pub fn plant() -> Result<(), Failure> {
    let mut command = Program::Engine.build_command();
    command.args(["--features", "planted-disorder"]);
    let status = quiet::run(&mut command).map_err(|error| Failure::new(format!("cannot start cargo: {error}")))?;
    if !status.success() {
        return Err(Failure::new(format!("`{}` failed", as_typed(&command))));
    }
    let aside = set_aside();
    // In any case: until then the engine in its place is the disordered one.
    Program::Engine.build()?;
    aside
}

/// Copies both programs to where the planted ones lie.
fn set_aside() -> Result<(), Failure> {
    for program in [Program::Chancery, Program::Engine] {
        let planted = program.planted()?;
        let refused = |error| Failure::new(format!("cannot write {}: {error}", planted.display()));
        if let Some(folder) = planted.parent() {
            std::fs::create_dir_all(folder).map_err(refused)?;
        }
        std::fs::copy(program.path()?, &planted).map_err(refused)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_engine_asks_for_the_package_that_links_polars() {
        assert_eq!(as_typed(&Program::Chancery.build_command()), "cargo build --bin chancery");
        let engine = as_typed(&Program::Engine.build_command());
        assert_eq!(engine, "cargo build --package chancery-analytics --bin chancery-engine");
    }
}
