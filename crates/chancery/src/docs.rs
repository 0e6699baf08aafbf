//! Pages of the documentation that are generated, so that they cannot differ from the program.

mod cli_page;
mod codebook;
mod problems_page;

use std::process::ExitCode;

use crate::cli::{DocsPage, Global};
use crate::error::CommandError;
use crate::prepare;

/// Prints one page.
///
/// # Errors
/// The codebook is made from the workspace's vocabulary, which may have problems.
pub fn run(global: &Global, page: DocsPage) -> Result<ExitCode, CommandError> {
    match page {
        DocsPage::Cli => out!("{}", cli_page::markdown()),
        DocsPage::EntrySchema => outln!("{}", chancery_ingest::entry_schema()),
        DocsPage::VocabularySchema => outln!("{}", chancery_ingest::vocabulary_schema()),
        DocsPage::MappingSchema => outln!("{}", chancery_ingest::mapping_schema()),
        DocsPage::Problems => out!("{}", problems_page::markdown()),
        DocsPage::Codebook => out!("{}", codebook::markdown(&prepare::check(global, &[])?.contents.vocabulary)),
    }
    Ok(ExitCode::SUCCESS)
}
