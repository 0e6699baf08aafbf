//! Between the limits of rules and their twin.

use super::convert::read;
use super::limits1 as twin;
use crate::vocabulary::{Limits, Rule};

impl twin::RuleLimits {
    /// Of those rules that have any.
    pub(super) fn of(rules: &[Rule]) -> twin::RuleLimits {
        let limited = rules.iter().filter(|rule| rule.limits != Limits::default());
        twin::RuleLimits { rules: limited.map(write).collect() }
    }

    /// Gives each rule its limits.
    pub(super) fn apply(self, rules: &mut [Rule]) -> Result<(), String> {
        for limits in self.rules {
            let rule = rules.iter_mut().find(|rule| rule.id == limits.rule);
            let rule = rule.ok_or_else(|| format!("limits of a rule `{}` that does not exist", limits.rule))?;
            rule.limits = Limits {
                confidence: read(&limits.confidence)?,
                links: read(&limits.links)?,
                forms: limits.forms,
                except_forms: limits.except_forms,
                origins: limits.origins,
                qualified_dates: limits.qualified_dates,
            };
        }
        Ok(())
    }
}

fn write(rule: &Rule) -> twin::Limits {
    let Limits { forms, except_forms, confidence, origins, qualified_dates, links } = rule.limits.clone();
    twin::Limits {
        rule: rule.id.clone(),
        forms,
        except_forms,
        confidence: confidence.as_str().to_owned(),
        origins,
        qualified_dates,
        links: links.as_str().to_owned(),
    }
}
