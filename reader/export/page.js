"use strict";
// One view at a time, a cursor in it, and the notes of the place where it stands.
(() => {
  const views = [...document.querySelectorAll(".view")];
  const links = [...document.querySelectorAll("nav a")];
  const notes = [...document.querySelectorAll(".note")];
  const agreed = document.getElementById("agreed");
  const help = document.getElementById("help");
  let view = views[0];
  let row = null;

  const rowsOf = (section) => [...section.querySelectorAll(".row")];
  const passageOf = (one) => Number(one.dataset.passage);
  const isAddition = (one) => "addition" in one.dataset;
  const segmentsOf = (one) => (one.dataset.at ?? "").split(" ");

  function tell(passage) {
    let told = false;
    for (const note of notes) {
      note.hidden = passageOf(note) !== passage;
      told ||= !note.hidden;
    }
    agreed.hidden = told;
  }

  function stand(next, focus = true) {
    if (!next) return;
    if (row) {
      row.classList.remove("cursor");
      row.tabIndex = -1;
    }
    row = next;
    row.classList.add("cursor");
    row.tabIndex = 0;
    if (focus) row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    tell(passageOf(row));
  }

  // The same addition, else the same passage, else the last one before it.
  function counterpart(section) {
    const rows = rowsOf(section);
    if (!row) return rows[0];
    const passage = passageOf(row);
    const here = segmentsOf(row);
    const isHere = (at) => here.includes(at);
    const same = rows.find((one) => isAddition(one) && segmentsOf(one).some(isHere));
    const passages = rows.filter((one) => !isAddition(one));
    return (
      same ??
      passages.find((one) => passageOf(one) === passage) ??
      passages.findLast((one) => passageOf(one) < passage) ??
      rows[0]
    );
  }

  function show(section, focus = true) {
    const next = counterpart(section);
    const height = row?.getBoundingClientRect().top;
    view = section;
    for (const one of views) one.hidden = one !== view;
    for (const link of links) {
      const current = link.hash === `#${view.id}`;
      link.ariaCurrent = current ? "true" : null;
      if (current) link.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    stand(next, focus);
    if (height !== undefined && next) hold(next, height);
  }

  // The passage stays on the line of the screen on which it stood. Where the page cannot be
  // scrolled so far, being at its top, the view begins lower.
  function hold(next, height) {
    view.style.marginTop = "";
    window.scrollBy(0, next.getBoundingClientRect().top - height);
    const short = height - next.getBoundingClientRect().top;
    if (short > 0) view.style.marginTop = `${short}px`;
    next.scrollIntoView({ block: "nearest" });
  }

  const step = (by) => {
    const rows = rowsOf(view);
    stand(rows[Math.min(Math.max(rows.indexOf(row) + by, 0), rows.length - 1)]);
  };

  function seek(wanted, backwards = false, around = false) {
    const rows = rowsOf(view);
    const at = rows.indexOf(row);
    const before = rows.slice(0, Math.max(at, 0)).filter(wanted);
    const behind = rows.slice(at + 1).filter(wanted);
    stand(backwards ? before.at(-1) : (behind[0] ?? (around ? before[0] : undefined)));
  }

  const turn = (by) => show(views[(views.indexOf(view) + by + views.length) % views.length]);
  const varies = (one) => "variant" in one.dataset;
  const toggleHelp = () => (help.open ? help.close() : help.showModal());

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    g: () => stand(rowsOf(view)[0]),
    G: () => stand(rowsOf(view).at(-1)),
    n: () => seek(varies),
    N: () => seek(varies, true),
    a: () => seek(isAddition, false, true),
    "]": () => turn(1),
    "[": () => turn(-1),
    "?": toggleHelp,
  };
  for (const [number, one] of views.slice(0, 10).entries()) keys[number] = () => show(one);

  document.addEventListener("keydown", (event) => {
    // AltGr types brackets on many keyboards, and counts as ctrl and alt on some systems.
    const altGraph = event.getModifierState("AltGraph");
    if ((event.ctrlKey || event.altKey || event.metaKey) && !altGraph) return;
    if (help.open && event.key !== "?") return;
    if (event.key === "Enter" && event.target === row) {
      const fold = row.querySelector("details");
      if (fold) fold.open = !fold.open;
      return;
    }
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const section = link && views.find((one) => `#${one.id}` === link.hash);
    if (section) {
      event.preventDefault();
      show(section);
      return;
    }
    const clicked = event.target.closest(".row");
    // Who selects text with the mouse keeps the selection.
    if (clicked && window.getSelection().isCollapsed) stand(clicked);
  });
  document.getElementById("close").addEventListener("click", () => help.close());

  const root = document.documentElement;
  const header = document.querySelector("header");
  const measure = () => root.style.setProperty("--head", `${header.offsetHeight}px`);
  window.addEventListener("resize", measure);
  measure();
  root.classList.add("interactive");
  show(views.find((one) => `#${one.id}` === location.hash) ?? views[0], false);
  window.scrollTo(0, 0);
})();
