//! The report as a page: what it holds, and that hostile text stays text in it. What a browser says of it: `browser`.

use std::collections::BTreeSet;
use std::path::Path;

use regex_lite::Regex;

use crate::programs::chancery;
use crate::workspaces::{Workspace, sha256};

/// The page of a workspace after a run.
pub fn page_of(workspace: &Workspace) -> String {
    chancery(&workspace.path, &["run"]).exits(0);
    workspace.read("views/report.html")
}

/// All tags and, with `@` before them, all attributes of a page. Its style and its script are its own, and looked at elsewhere.
fn markup(page: &str) -> BTreeSet<String> {
    let own = Regex::new(r"(?s)<style>.*?</style>|<script>.*?</script>").expect("is an expression");
    assert_eq!(own.find_iter(page).count(), 2, "one style and one script");
    let page = own.replace_all(page, "").into_owned();
    let tag =
        Regex::new(r#"</?([A-Za-z!][A-Za-z0-9]*)((?:\s+[A-Za-z][A-Za-z0-9-]*(?:="[^"]*")?)*)\s*>"#).expect("is one");
    let attribute = Regex::new(r#"([A-Za-z][A-Za-z0-9-]*)(?:="[^"]*")?"#).expect("is one");
    let mut found = BTreeSet::new();
    for tag in tag.captures_iter(&page) {
        found.insert(tag[1].to_owned());
        found.extend(attribute.captures_iter(&tag[2]).map(|one| format!("@{}", &one[1])));
    }
    // What is no tag holds no angle: everything else was escaped.
    assert_eq!(page.matches('<').count(), tag.find_iter(&page).count(), "an angle that opens no known tag");
    found
}

/// What the page may hold besides its style and script: no picture, no frame, no form, no style on an element, no handler.
const KNOWN: &str = "! DOCTYPE html head meta title body a svg defs pattern rect line circle path text desc header nav main section h1 h2 h3 \
     p div ul li details summary table thead tbody tr th td strong em b code pre figure figcaption blockquote \
     @html @lang @charset @http-equiv @content @name @class @href @rel @id @role @tabindex @scope @colspan @width @height @viewBox @x @y @x1 @x2 \
     @y1 @y2 @cx @cy @r @rx @d @text-anchor @patternUnits @patternTransform";

fn unknown(page: &str) -> Vec<String> {
    let known: BTreeSet<&str> = KNOWN.split_whitespace().collect();
    let is_known = |found: &String| known.contains(found.as_str()) || found.starts_with("@aria-");
    markup(page).into_iter().filter(|found| !is_known(found) && found != "!DOCTYPE").collect()
}

#[test]
fn it_holds_every_part_and_every_figure_opens() {
    let page = page_of(&Workspace::bundled());
    let parts = [
        "findings",
        "contact-frequency",
        "exchange-categories",
        "who-brought-others-together",
        "rhythm",
        "what-the-figures-depend-on",
        "missions",
        "what-was-searched",
        "where-sources-disagree",
        "contacts-and-their-claims",
        "sources",
        "how-this-was-counted",
        "how-to-cite",
    ];
    for part in parts {
        assert!(page.contains(&format!(" id=\"{part}\"><h2>")), "a section {part}");
        assert!(page.contains(&format!("href=\"#{part}\"")), "a link to {part}");
    }
    assert!(page.find("id=\"findings\"") < page.find("<svg role"), "findings come before any picture");
    assert!(page.contains("<strong>Mongolia and North Korea</strong>: at least 102 contacts, the first in 1948, the last between 2024 and 2026"));
    assert!(
        page.contains("chancery run --rule official --unit occasion</code>") && page.contains("are between 17 "),
        "the command, and the range"
    );

    // Every picture is one to those who do not see it.
    let pictures: Vec<&str> = page.split("<svg role=\"img\"").skip(1).collect();
    assert!(pictures.len() >= 12, "{} pictures", pictures.len());
    for picture in &pictures {
        let start = &picture[..picture.find("</desc>").expect("has a description")];
        assert!(start.contains("<title>") && start.contains("<desc>") && !start.contains("</svg>"));
    }
    for title in ["Contacts in time", "Contacts by year", "Who brought others together", "Missions in time"] {
        assert_eq!(page.matches(&format!("<title>{title}</title>")).count(), 1, "{title}");
    }
    // The dates of all four kinds are drawn, each in a shape of its own.
    for shape in ["<circle class=\"exact", "<rect class=\"vague", "<line class=\"recurring"] {
        assert!(page.contains(shape), "{shape}");
    }
    assert_eq!(page.matches("<details id=\"c").count(), 325, "every contact opens");
    assert_eq!(unknown(&page), Vec::<String>::new());
}

#[test]
fn every_link_within_it_leads_somewhere() {
    for workspace in [Workspace::bundled(), Workspace::nasty(), Workspace::small(), Workspace::inter_korean()] {
        let page = page_of(&workspace);
        let names = Regex::new(r#" id="([^"]+)""#).expect("is one");
        let all: Vec<String> = names.captures_iter(&page).map(|one| one[1].to_owned()).collect();
        let unique: BTreeSet<&String> = all.iter().collect();
        assert_eq!(all.len(), unique.len(), "a name stands once");
        let links = Regex::new(r##"href="#([^"]+)""##).expect("is one");
        for link in links.captures_iter(&page) {
            assert!(unique.contains(&link[1].to_owned()), "#{}", &link[1]);
        }
    }
}

#[test]
fn it_is_printed_as_it_is_written_and_names_no_place() {
    let workspace = Workspace::nasty();
    let page = page_of(&workspace);
    assert_eq!(chancery(&workspace.path, &["report", "--html"]).exits(0).stdout, page);
    let folder = workspace.path.parent().and_then(Path::file_name).expect("has a name").to_string_lossy().into_owned();
    assert!(!page.contains(&folder) && !page.contains("file://"));
}

/// Texts that would act if one character of them were taken for more than text: as markup, in an attribute, an address, a
/// style, a script, a picture, a template, a spreadsheet; or that hide what stands beside them.
pub const PAYLOADS: [&str; 42] = [
    "<script>alert(1)</script>",
    "<ScRiPt/src=//example.org>",
    "<script\u{9}type=module>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "\" onfocus=alert(1) autofocus tabindex=1 x=\"",
    "</title><svg onload=alert(1)>",
    "</svg><script>alert(1)</script>",
    "<svg><use href=\"data:image/svg+xml,x#y\"/></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
    "</style><style>*{display:none}</style>",
    "}*{display:none}/*",
    "<link rel=stylesheet href=//example.org/x.css>",
    "<meta http-equiv=refresh content=\"0;url=https://example.org\">",
    "<base href=//example.org/>",
    "<iframe srcdoc=\"<script>alert(1)</script>\">",
    "<object data=x><embed src=x>",
    "<form action=//example.org><button>go</button></form>",
    "<details open ontoggle=alert(1)>",
    "</summary></details><h1>x</h1>",
    "</section></main></body></html>",
    "<!--",
    "--><b>x</b>",
    "]]><![CDATA[",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY y SYSTEM \"file:///\">]>&y;",
    "&lt;script&gt;&#60;script&#62;&amp;lt;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "[a](javascript:alert(1)) [C1](#c1) <https://example.org/\"onclick=alert(1)>",
    "![a](https://example.org/x.png) <https://example.org/>",
    "javascript:alert(1)//https://",
    "**b** *i* `c` | - # ~~s~~ \\| \\\\",
    "| a | b |\\n| --- | --- |",
    "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} {% raw %}",
    "<a href=\"data:text/html,x\" style=\"position:fixed\">",
    "<a id=c1 name=c1></a><input id=filter>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "=HYPERLINK(\"https://example.org\") +1 -1 @x",
    "<template><slot><plaintext><xmp><textarea><listing>",
];

/// A workspace in which every free text is a payload: an entry for each.
pub fn hostile() -> Workspace {
    let workspace = Workspace::small();
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let name = format!("evil-{number:02}");
        workspace.write(
            &format!("journal/{name}.toml"),
            &format!(
                "[entry]\nformat = 1\nid = \"{name}\"\nrecorded = 2026-11-25\nby = '''{payload}'''\nnote = '''{payload}'''\n\n\
                 [source]\nid = \"{name}\"\ntitle = '''{payload}'''\npublisher = '''{payload}'''\norigin = '''a {payload}'''\nauthor = ['''{payload}''']\n\
                 published = \"2014\"\nlanguage = \"en\"\nseen = \"citation\"\nurl = '''javascript:{payload}'''\n\n\
                 [[claim]]\nid = \"{name}/visit\"\nwhen = \"2012\"\nform = \"visit\"\ncategories = [\"political\"]\n\
                 status = \"happened\"\nstance = \"reported\"\nattributed_to = '''{payload}'''\nplace = ['''{payload}''']\n\
                 motive = '''{payload}'''\nwhen_rule = {{ from = \"published\", basis = '''{payload}''' }}\nref = '''{payload}'''\n\
                 quantity = [{{ of = '''{payload}''', best = 1, unit = '''{payload}''' }}]\nsummary = '''{payload}'''\n\
                 actors = [{{ id = \"MNG\", role = \"visitor\" }}, {{ id = \"PRK\", role = \"host\" }}]\n\n\
                 [[coverage]]\ndyad = [\"MNG\", \"PRK\"]\nextent = \"2012\"\nsearched = ['''{payload}''']\nby = '''{payload}'''\nreason = '''{payload}'''\n"
            ),
        );
    }
    workspace
}

#[test]
fn hostile_text_stays_text() {
    let workspace = hostile();
    let page = page_of(&workspace);
    assert_eq!(unknown(&page), Vec::<String>::new());
    assert!(!page.contains("href=\"javascript"));
    for payload in PAYLOADS {
        let payload = payload.replace('\t', " ");
        let shown = payload.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        assert!(page.matches(&shown).count() >= 5, "the text is shown as it is: {payload}");
    }
    // Names of places are the page's own, once each.
    assert_eq!(page.matches(" id=\"c1\"").count(), 1);
    let acts = Regex::new("<script|href|<image|<foreignObject| on[a-z]+=").expect("is one");
    for (path, figure) in workspace.views().iter().filter(|(path, _)| path.starts_with("figures/")) {
        let figure = String::from_utf8_lossy(figure);
        assert!(!acts.is_match(&figure), "{path}");
    }
}

/// The words that a claim rests on stand in the page where the text is given, and in nothing that is published.
#[test]
fn words_of_sources_stand_only_where_their_texts_are_given() {
    let workspace = Workspace::small();
    let text = "Before.\n\n<b>In 2012</b> the minister\ncame for the first time. After.\n";
    let span = "<b>In 2012</b> the minister\ncame for the first time.";
    let start = text.find('<').expect("is there");
    workspace.write("texts/paper.txt", text);
    workspace.write(
        "journal/anchored.toml",
        &format!(
            "[entry]\nformat = 1\nid = \"anchored\"\nrecorded = 2026-11-25\nby = \"coder\"\n\n[source]\nid = \"paper\"\ntitle = \"A paper\"\n\
             publisher = \"Paper\"\norigin = \"Paper\"\npublished = \"2014\"\nlanguage = \"en\"\nseen = \"text\"\ndigest = \"{}\"\nlength = {}\n\n\
             [[claim]]\nid = \"paper/visit\"\nwhen = \"2012\"\nform = \"visit\"\ncategories = [\"political\"]\nstatus = \"happened\"\nstance = \"asserted\"\n\
             summary = \"A first visit.\"\nactors = [{{ id = \"MNG\", role = \"visitor\" }}, {{ id = \"PRK\", role = \"host\" }}]\n\
             anchor = [{{ start = {start}, end = {}, digest = \"{}\" }}]\n",
            sha256(text.as_bytes()),
            text.len(),
            start + span.len(),
            sha256(span.as_bytes())
        ),
    );
    let texts = workspace.file("texts");
    let texts = texts.to_str().expect("is UTF-8");
    let quoted = "<blockquote>&lt;b&gt;In 2012&lt;/b&gt; the minister\ncame for the first time.</blockquote>";
    let page = chancery(&workspace.path, &["report", "--html", "--texts", texts]).exits(0).stdout;
    assert_eq!((page.matches(quoted).count(), page.matches("<blockquote>").count()), (1, 1));
    assert_eq!(unknown(&page), Vec::<String>::new());

    let published = page_of(&workspace);
    chancery(&workspace.path, &["run", "--texts", texts]).exits(0);
    let again = workspace.read("views/report.html");
    assert!(again == published, "what is published does not depend on who has the texts");
    assert!(published.contains("characters 9–") && !published.contains("<blockquote>"));
    // Of a text that is another no words are shown as if they had been coded.
    workspace.write("texts/paper.txt", &text.replace("first", "third"));
    let page = chancery(&workspace.path, &["report", "--html", "--texts", texts]).exits(0).stdout;
    assert!(page.contains("The text at hand is another") && !page.contains("<blockquote>"));
}

/// A run leaves no picture of an earlier one, and nothing else alone.
#[test]
fn a_picture_that_is_no_longer_made_goes() {
    let workspace = Workspace::small();
    workspace.write("views/figures/of-old.svg", "<svg/>");
    workspace.write("views/figures/note.txt", "mine");
    chancery(&workspace.path, &["run"]).exits(0);
    let views = workspace.views();
    assert!(!views.contains_key("figures/of-old.svg") && views.contains_key("figures/note.txt"));
}
