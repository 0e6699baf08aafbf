//! What a contact must pass to be counted, beyond its nature, status and stance.

use crate::settle::Contact;
use crate::terms::{Confidence, Links};

/// Thresholds of a rule. The default lets every contact pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Codes of the only forms that count; empty for all.
    pub forms: Vec<String>,
    /// Codes of forms that do not: closures, expulsions and protests, where a rule counts contact apart from enmity.
    pub except_forms: Vec<String>,
    /// The least confidence of the coder. A claim without one bears the highest.
    pub confidence: Confidence,
    /// The least number of distinct origins that tell of it.
    pub origins: u32,
    /// Whether a contact counts whose date its source marks as approximate or uncertain (`~ ? %`).
    pub qualified_dates: bool,
    /// Which links hold.
    pub links: Links,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            forms: Vec::new(),
            except_forms: Vec::new(),
            confidence: Confidence::Low,
            origins: 1,
            qualified_dates: true,
            links: Links::All,
        }
    }
}

/// A limit that a contact does not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Its form is not among those counted.
    Form,
    /// No claim about it is coded with enough confidence.
    Confidence,
    /// Too few origins tell of it.
    Origins,
    /// Its date is marked as approximate or uncertain.
    QualifiedDate,
}

impl Limits {
    /// Whether a contact passes.
    pub fn admit(&self, contact: &Contact) -> bool {
        self.missed(contact).is_none()
    }

    /// The first limit that a contact does not pass. [`Limits::links`] was applied when the contact was put together.
    pub fn missed(&self, contact: &Contact) -> Option<Limit> {
        let origins = u32::try_from(contact.origins.len()).unwrap_or(u32::MAX);
        let limits = [
            (self.admit_form(&contact.form), Limit::Form),
            (contact.confidence >= self.confidence, Limit::Confidence),
            (origins >= self.origins, Limit::Origins),
            (self.qualified_dates || !contact.is_qualified, Limit::QualifiedDate),
        ];
        limits.into_iter().find(|(passes, _)| !passes).map(|(_, limit)| limit)
    }

    fn admit_form(&self, form: &str) -> bool {
        let named = |forms: &[String]| forms.iter().any(|known| known == form);
        (self.forms.is_empty() || named(&self.forms)) && !named(&self.except_forms)
    }
}
