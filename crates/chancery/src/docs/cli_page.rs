//! docs/CLI.md: the help of every verb.

use std::fmt::Write as _;

use clap::Command;

use crate::cli;

pub fn markdown() -> String {
    let mut text = "# The program\n\nMade by `cargo xtask codegen` from the program's own help.\n".to_owned();
    let mut command = cli::command().term_width(100);
    command.build();
    section(&mut command, &mut text);
    text
}

fn section(command: &mut Command, text: &mut String) {
    let title = command.get_bin_name().unwrap_or(command.get_name()).to_owned();
    let help = command.render_long_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    let _ = write!(text, "\n## `{title}`\n\n```text\n{}\n```\n", help.join("\n").trim_end());
    let verbs: Vec<String> = command
        .get_subcommands()
        .filter(|verb| !verb.is_hide_set() && verb.get_name() != "help")
        .map(|verb| verb.get_name().to_owned())
        .collect();
    for verb in verbs {
        if let Some(verb) = command.find_subcommand_mut(&verb) {
            section(verb, text);
        }
    }
}
