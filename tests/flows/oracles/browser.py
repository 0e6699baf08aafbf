"""Looks at a page of HTML as a reader would, in Chromium by its own protocol, and says what is wrong with it.

Usage: browser.py CHROMIUM PAGE [--axe AXE.js] [--within SECONDS] [--pictures DIR]

Loaded from its file, the page asks for nothing else and the console stays empty, with scripts and without; at 320 to 1920 pixels
nothing is wider than the window; axe-core finds no fault in light and dark; Tab reaches all that can be opened or followed, in the order of the page,
and what it reaches shows it; Enter opens what is closed; filter and sorting do as they say. With `--within` only loading is looked at: the quickest of five.
"""

import argparse
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree


class Browser:
    """Chromium, spoken to over a pipe."""

    def __init__(self, program, profile):
        to_it, our_end = os.pipe()
        our_ear, from_it = os.pipe()

        def inherit():
            # Above 4 first, so that neither end is closed by the other's move.
            end, ear = os.dup(to_it), os.dup(from_it)
            os.dup2(end, 3)
            os.dup2(ear, 4)

        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        flags += ["--disable-component-update", "--disable-sync", "--hide-scrollbars", f"--user-data-dir={profile}"]
        self.process = subprocess.Popen(
            [program, *flags, "--remote-debugging-pipe", "about:blank"],
            close_fds=False,
            preexec_fn=inherit,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_it)
        os.close(from_it)
        self.out = os.fdopen(our_end, "wb")
        self.into = os.fdopen(our_ear, "rb")
        self.number, self.session, self.events, self.buffer = 0, None, [], b""

    def read(self):
        while b"\0" not in self.buffer:
            more = os.read(self.into.fileno(), 1 << 20)
            if not more:
                sys.exit("chromium ended by itself")
            self.buffer += more
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.out.write(json.dumps(message).encode() + b"\0")
        self.out.flush()
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def until(self, method):
        while True:
            for at, event in enumerate(self.events):
                if event.get("method") == method:
                    del self.events[at]
                    return event["params"]
            self.events.append(self.read())

    def value(self, expression):
        result = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            sys.exit(f"{expression[:80]}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def tab(self):
        """A new tab, listened to from its beginning."""
        self.session = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.events.clear()
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def load(self, address):
        self.ask("Page.navigate", url=address)
        self.until("Page.loadEventFired")

    def key(self, name, code, text=""):
        for kind in ("keyDown", "keyUp"):
            said = {"text": text} if text and kind == "keyDown" else {}
            self.ask("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code, **said)


FAULTS = []


def hold(is_so, fault):
    if not is_so:
        FAULTS.append(fault)


def silence(browser, address, when):
    """Nothing was asked for, and nothing said."""
    kinds = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
    for event in browser.events:
        if event.get("method") == "Network.requestWillBeSent":
            asked = event["params"]["request"]["url"]
            hold(asked.split("#")[0] == address, f"{when}: asks for {asked}")
        elif event.get("method") in kinds:
            FAULTS.append(f"{when}: the console says {json.dumps(event['params'])[:300]}")


def size(browser, width, height=900):
    browser.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)


def scheme(browser, name, medium=""):
    features = [{"name": "prefers-color-scheme", "value": name}]
    browser.ask("Emulation.setEmulatedMedia", media=medium, features=features)


def pictures(browser, folder, name):
    """What a reader sees at the top and at each heading, for eyes."""
    if not folder:
        return
    parts = browser.value("[...document.querySelectorAll('section')].map(one => one.id)")
    for part in ["", *parts]:
        target = f"document.getElementById({json.dumps(part)})" if part else "document.body"
        browser.value(f"{target}.scrollIntoView()")
        data = browser.ask("Page.captureScreenshot", format="png")["data"]
        (pathlib.Path(folder) / f"{name}-{part or 'top'}.png").write_bytes(base64.b64decode(data))


REACHABLE = """[...document.querySelectorAll('a[href], summary, input, button, [tabindex="0"]')]
    .filter(one => one.checkVisibility({ contentVisibilityAuto: false, visibilityProperty: true }))"""

FOCUSED = """(() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return [window.reachable.indexOf(one), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
            one.outerHTML.slice(0, 80)];
})()"""


def keyboard(browser):
    """Tab goes through everything that can be opened or followed, in order, and shows where it is."""
    count = browser.value(f"document.activeElement.blur(), window.scrollTo(0, 0), (window.reachable = {REACHABLE}).length")
    hold(count > 10, f"Tab: only {count} places to reach")
    for place in range(count):
        browser.key("Tab", 9)
        at, is_shown, what = browser.value(FOCUSED)
        if at != place or not is_shown:
            return hold(False, f"Tab {place + 1} of {count} comes to {at}, shown: {is_shown}: {what}")
    shut = "document.querySelector('details:not([open]) > summary')"
    browser.value(f"(window.shut = {shut}).focus()")
    browser.key("Enter", 13, "\r")
    hold(browser.value("window.shut.parentElement.open"), "Enter does not open what is closed")


def axe(browser, source, when):
    browser.value(source)
    found = browser.value(
        "axe.run(document, { resultTypes: ['violations'] }).then(found => JSON.stringify({ passes: found.passes.length,"
        "violations: found.violations.map(one => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 200), one.nodes[0].failureSummary]) }))"
    )
    found = json.loads(found)
    hold(found["passes"] > 15, f"axe-core, {when}: looked at {found['passes']} rules only")
    for fault in found["violations"]:
        FAULTS.append(f"axe-core, {when}: {fault}")


def script(browser):
    """What the script adds: a filter over the contacts, and columns that sort."""
    told = browser.value("""(() => {
        const filter = document.querySelector('input[type=search]');
        if (!filter) return 'no filter';
        const shown = () => [...document.querySelectorAll('.contacts > details')].filter(one => !one.hidden).length;
        const all = shown(), type = text => { filter.value = text; filter.dispatchEvent(new Event('input')); };
        type('no contact says this');
        if (shown() !== 0) return 'the filter leaves ' + shown();
        const words = document.querySelector('.contacts > details > summary').textContent.toUpperCase().split(' ').filter(word => word.length > 4);
        type(words.slice(0, 2).reverse().join(' '));
        if (shown() < 1 || shown() > all) return 'the filter finds ' + shown();
        if (document.querySelector('.contacts > details').hidden) return 'the filter hides what has its words';
        type('');
        if (shown() !== all) return 'the filter does not give all back';
        const button = [...document.querySelectorAll('th.n > button')].find(one => one.closest('table').rows.length > 3);
        if (!button) return 'no column sorts';
        const table = button.closest('table'), at = button.parentElement.cellIndex;
        const numbers = () => [...table.tBodies[0].rows].map(row => parseFloat(row.cells[at].textContent) || 0);
        const rows = table.rows.length, before = numbers().join();
        button.click();
        const up = numbers(), word = button.parentElement.getAttribute('aria-sort');
        if (word !== 'descending') return 'the heading says ' + word;
        if (up.some((number, place) => place > 0 && number > up[place - 1])) return 'not in order: ' + up;
        button.click();
        if (numbers().some((number, place, all) => place > 0 && number < all[place - 1])) return 'not in the other order';
        button.click();
        if (numbers().join() !== before || button.parentElement.hasAttribute('aria-sort')) return 'not as it was';
        return table.rows.length === rows ? '' : 'rows are lost';
    })()""")
    hold(told == "", f"script: {told}")


def figures(folder):
    """The pictures in files of their own: well-formed, and each says what it is."""
    for path in sorted(folder.glob("*.svg")):
        try:
            root = xml.etree.ElementTree.parse(path).getroot()
        except xml.etree.ElementTree.ParseError as error:
            FAULTS.append(f"{path.name}: {error}")
            continue
        space = "{http://www.w3.org/2000/svg}"
        names = [root.findtext(f"{space}{name}") for name in ("title", "desc")]
        hold(root.tag == f"{space}svg" and all(names), f"{path.name}: no title or description")
        hold("var(" not in path.read_text(encoding="utf-8"), f"{path.name}: a variable without a value")


def whole(browser, address, arguments):
    """Everything but the time."""
    figures(arguments.page.parent / "figures")
    browser.tab()
    browser.load(address)
    silence(browser, address, "as it comes")
    hold(browser.value("document.scripts.length") <= 1, "more than one script")
    script(browser)
    for width in (320, 375, 768, 1024, 1440, 1920):
        size(browser, width)
        over = browser.value("document.documentElement.scrollWidth - window.innerWidth")
        hold(over <= 0, f"at {width} pixels the page is {over} wider than the window")
        for name in ("light", "dark") if width in (320, 1440) else ("light",):
            scheme(browser, name)
            pictures(browser, arguments.pictures, f"{width}-{name}")
    size(browser, 1024)
    keyboard(browser)
    scheme(browser, "light", "print")
    over = browser.value("document.documentElement.scrollWidth - window.innerWidth")
    hold(over <= 0, f"in print the page is {over} wider than the paper")
    if arguments.pictures:
        data = browser.ask("Page.printToPDF", printBackground=True)["data"]
        (pathlib.Path(arguments.pictures) / "print.pdf").write_bytes(base64.b64decode(data))
    if arguments.axe:
        source = pathlib.Path(arguments.axe).read_text(encoding="utf-8")
        for name in ("light", "dark"):
            browser.tab()
            browser.ask("Page.setBypassCSP", enabled=True)
            size(browser, 1280)
            scheme(browser, name)
            browser.load(address)
            axe(browser, source, name)
    browser.tab()
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    browser.load(address)
    silence(browser, address, "without scripts")
    hold(browser.value("document.querySelectorAll('input, button').length") == 0, "without scripts there are controls that do nothing")


def loading(browser, address):
    """The quickest of five loads, which other work on the machine disturbs least: milliseconds until the page was laid out and painted."""
    times = []
    for _ in range(5):
        browser.tab()
        size(browser, 1440)
        browser.load(address)
        silence(browser, address, "as it comes")
        times.append(browser.value("""new Promise(done => requestAnimationFrame(() => setTimeout(() => {
            const load = performance.getEntriesByType('navigation')[0].loadEventEnd;
            const paint = performance.getEntriesByType('paint').map(one => one.startTime);
            done(Math.round(Math.max(load, performance.now(), ...paint)));
        })))"""))
    return min(times)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("chromium")
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("--axe")
    parser.add_argument("--within", type=float)
    parser.add_argument("--pictures")
    arguments = parser.parse_args()
    address = arguments.page.resolve().as_uri()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(arguments.chromium, profile)
        try:
            if arguments.within:
                taken = loading(browser, address)
                hold(taken <= arguments.within * 1000, f"opens in {taken} ms")
                print(f"{taken} ms")
            else:
                whole(browser, address, arguments)
        finally:
            browser.process.kill()
            browser.process.wait()
    if FAULTS:
        sys.exit("\n".join(FAULTS[:20]))
    print("nothing to say")


main()
