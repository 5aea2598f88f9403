"use strict";
// The scatter: rate against rate, on a canvas, with filters of units and its state in the address. No library.
(() => {
  const data = JSON.parse(document.getElementById("explorer-data").textContent);
  const $ = (id) => document.getElementById(id);
  const [A, B] = data.names, canvas = $("scatter"), find = $("find"), least = $("least"), sure = $("sure");
  const terms = data.terms.map(([term, ra, rb, p, pf, ka, kb, ca, cb, s], at) => {
    const whole = { ra, rb, p, pf, ka, kb, ca, cb, s, k: ka + kb };
    return { term, whole, counts: data.counts[at] || [], ...whole };
  });
  const all = new Map(terms.map((one) => [one.term, one]));
  let low = 0, high = 1, of = data.of, inside = null;
  const pad = { left: 58, right: 14, top: 16, bottom: 46, zero: 20 };
  let shown = [], chosen = null, under = null, wide = 0, tall = 0;

  const number = (x) => x.toLocaleString("en");
  const times = (x) => (x === 1 ? "once" : `${number(x)} times`);
  const p = (x) => (x === null ? "no p" : "p = " + (x < .0005 ? x.toPrecision(1) : x.toFixed(3)).replace(/^0/, ""));
  const rate = (x) => (x >= 10 ? x.toFixed(1) : x >= .1 ? x.toFixed(2) : x === 0 ? "0" : x.toPrecision(2));
  const spread = (term) => { let h = 7; for (const c of term) h = (h * 31 + c.codePointAt(0)) % 997; return h / 997 - .5; };
  const scale = (value, from, to) => value > 0 ? from + (Math.log10(value) - low + .12) / (high - low + .12) * (to - from) : null;

  const place = (one) => {
    // Rare terms share few rates: without a shift one dot would hide hundreds.
    const jitter = spread(one.term) * (.5 + 12 / (one.ca + one.cb));
    one.x = one.rb > 0 ? scale(one.rb, pad.left + pad.zero, wide - pad.right) + jitter * 4 : pad.left + pad.zero / 2 + spread(one.term) * 14;
    one.y = one.ra > 0 ? scale(one.ra, tall - pad.bottom - pad.zero, pad.top) - spread(`${one.term}.`) * 4 : tall - pad.bottom - pad.zero / 2 + spread(`${one.term}.`) * 14;
    one.r = 1.4 + 5.6 * Math.sqrt(one.k / Math.max(1, of[0] + of[1]));
  };
  // Which units a view is of, and what their own counts say; a p is known of the whole comparison only.
  const choices = data.filters.map(([name, values]) => {
    const label = document.createElement("label"), select = document.createElement("select");
    select.append(...["all", ...values].map((value, at) => Object.assign(document.createElement("option"), { value: at || "", textContent: value || "not known" })));
    label.append(`${name} `, select); $("filters").append(label);
    return select;
  });
  const chosenOf = (select) => (select.value === "" ? "" : select.options[select.selectedIndex].textContent);
  const G2 = 10.83, xlog = (x, y) => (x > 0 ? x * Math.log(x / y) : 0);
  const recount = () => {
    if (choices.every((select) => select.value === "")) {
      inside = null; of = data.of; terms.forEach((one) => Object.assign(one, one.whole));
    } else {
      inside = data.units.map((unit) => choices.every((select, at) => select.value === "" || unit[4][at].includes(select.value - 1)));
      const words = [0, 0], homes = [new Set(), new Set()];
      data.units.forEach(([side, , home, size], at) => { if (inside[at]) { words[side] += size; homes[side].add(home); } });
      of = [homes[1].size, homes[0].size];
      for (const one of terms) {
        const c = [0, 0], met = [new Set(), new Set()];
        for (let at = 0; at < one.counts.length; at += 2) if (inside[one.counts[at]]) {
          const [side, , home] = data.units[one.counts[at]]; c[side] += one.counts[at + 1]; met[side].add(home);
        }
        const [cb, ca] = c, all = ca + cb, rates = [1, 0].map((side) => (words[side] ? 1000 * c[side] / words[side] : 0));
        const g = words[0] && words[1] ? 2 * (xlog(ca, words[1] * all / (words[0] + words[1])) + xlog(cb, words[0] * all / (words[0] + words[1]))) : 0;
        Object.assign(one, { ra: rates[0], rb: rates[1], ca, cb, ka: met[1].size, kb: met[0].size, k: met[1].size + met[0].size, p: null, pf: null, s: g > G2 ? 1 : 0 });
      }
    }
    const edges = terms.flatMap((one) => [one.ra, one.rb]).filter((rate) => rate > 0).map(Math.log10);
    low = edges.reduce((a, b) => Math.min(a, b), 0); high = edges.reduce((a, b) => Math.max(a, b), 0) + .08;
    least.max = Math.max(2, of[0] + of[1]); if (wide) terms.forEach(place);
    $("selection").hidden = !inside;
  };
  const colours = () => {
    const style = getComputedStyle(document.documentElement), get = (name) => style.getPropertyValue(name).trim();
    return { ink: get("--ink"), soft: get("--soft"), line: get("--line"), paper: get("--paper"), a: get("--side-a"), b: get("--side-b") };
  };
  const filters = () => [find.value.trim() && `terms with “${find.value.trim()}”`, least.value > 1 && `in ${least.value} documents or more`,
    sure.checked && (inside ? "G2 above 10.8 only" : data.decisive ? "p ≤ .05 only" : "lrc not 0 only"),
    ...choices.map((select, at) => select.value !== "" && `${data.filters[at][0]}: ${chosenOf(select)}`)].filter(Boolean).join(", ");

  const draw = (to, foot = "") => {
    const c = colours(), bottom = tall - pad.bottom, font = "12px system-ui, sans-serif";
    to.fillStyle = c.paper; to.fillRect(0, 0, wide, tall + (foot ? 44 : 0));
    to.font = font; to.lineWidth = 1; to.strokeStyle = c.line; to.fillStyle = c.soft;
    for (let e = Math.floor(low); e <= high; e += 1) {
      const value = 10 ** e; if (e < low - .12) continue;
      const x = scale(value, pad.left + pad.zero, wide - pad.right), y = scale(value, bottom - pad.zero, pad.top);
      to.beginPath(); to.moveTo(x, pad.top); to.lineTo(x, bottom); to.moveTo(pad.left, y); to.lineTo(wide - pad.right, y); to.stroke();
      to.textAlign = "center"; to.fillText(value, x, bottom + 16); to.textAlign = "right"; to.fillText(value, pad.left - 7, y + 4);
    }
    to.textAlign = "center"; to.fillText("0", pad.left + pad.zero / 2, bottom + 16);
    to.textAlign = "right"; to.fillText("0", pad.left - 7, bottom - pad.zero / 2 + 4);
    to.strokeStyle = c.soft; to.setLineDash([2, 4]); to.beginPath();
    to.moveTo(pad.left + pad.zero, bottom - pad.zero); to.lineTo(wide - pad.right, pad.top); to.stroke(); to.setLineDash([]);
    to.textAlign = "center"; to.fillText(`per 1,000 words of ${B.slice(0, 40)} →`, (pad.left + wide) / 2, bottom + 36);
    to.save(); to.translate(13, (pad.top + bottom) / 2); to.rotate(-Math.PI / 2); to.fillText(`per 1,000 words of ${A.slice(0, 40)} →`, 0, 0); to.restore();
    for (const level of [0, 1, 2]) for (const one of shown) if (one.s === level) {
      to.globalAlpha = level ? .5 + .2 * level : .16; to.fillStyle = !level ? c.soft : one.ra > one.rb ? c.a : c.b;
      to.beginPath(); to.arc(one.x, one.y, one.r, 0, 7); to.fill();
    }
    to.globalAlpha = 1; to.font = "600 12.5px system-ui, sans-serif"; to.textAlign = "left"; to.lineJoin = "round";
    const taken = [], most = wide < 500 ? 16 : 44; let named = 0;
    const label = (one, forced) => {
      const long = to.measureText(one.term).width;
      for (const [x, y] of [[one.x + one.r + 3, one.y + 4], [one.x - one.r - 3 - long, one.y + 4], [one.x - long / 2, one.y - one.r - 4]]) {
        const box = [x - 2, y - 11, x + long + 2, y + 4];
        const free = box[0] > pad.left && box[2] < wide && !taken.some((o) => o[0] < box[2] && o[2] > box[0] && o[1] < box[3] && o[3] > box[1]);
        if (!free && !forced) continue;
        taken.push(box); to.strokeStyle = c.paper; to.lineWidth = 4; to.strokeText(one.term, x, y);
        to.fillStyle = !one.s ? c.ink : one.ra > one.rb ? c.a : c.b; to.fillText(one.term, x, y); return true;
      }
      return false;
    };
    for (const one of new Set([chosen, under])) if (one && shown.includes(one)) {
      to.strokeStyle = c.ink; to.lineWidth = 2; to.beginPath(); to.arc(one.x, one.y, one.r + 2, 0, 7); to.stroke(); label(one, true);
    }
    for (const one of shown) { if (named >= most) break; if ((one.s || !data.decisive || find.value) && !one.dull && one !== chosen && one !== under) named += label(one, false); }
    if (foot) { to.font = font; to.fillStyle = c.soft; to.textAlign = "left"; foot.split("\n").forEach((line, at) => to.fillText(line, 12, tall + 14 + 17 * at)); }
  };
  const paint = () => draw(canvas.getContext("2d"));
  const said = () => `${number(shown.length)} of ${number(data.total)} terms drawn${filters() ? `: ${filters()}` : ""}`;

  const pick = (one) => {
    chosen = one || null;
    const box = $("lines"); box.replaceChildren();
    if (!one) { box.append(Object.assign(document.createElement("p"), { className: "hint", textContent: "Choose a dot or a term of the table: its lines are shown here." })); return; }
    const head = document.createElement("h3"), about = document.createElement("p");
    head.textContent = one.term;
    const chance = inside ? "of a selection no p is known" : `${p(one.p)}; among all terms ${p(one.pf)}`;
    about.textContent = `${rate(one.ra)} per 1,000 words of ${A} (${times(one.ca)}, in ${one.ka} of ${of[0]} documents); ${rate(one.rb)} of ${B} (${times(one.cb)}, in ${one.kb} of ${of[1]}); ${chance}.`;
    box.append(head, about);
    const told = [], lines = data.lines[one.term] || one.counts.filter((_, at) => at % 2 === 0 && data.units[one.counts[at]][5]).map((unit) => [unit]);
    for (const [unit, left, node, right] of lines) if (!inside || inside[unit]) {
      const [side, label, , , , words] = data.units[unit];
      const line = document.createElement("p"), where = document.createElement("span"), mark = document.createElement("b");
      line.className = side ? "line a" : "line b"; where.textContent = `${[B, A][side]} · ${label}`; mark.textContent = node || "";
      if (node) line.append(where, `… ${left} `, mark, `${/^[,.;:!?)\]’'”]/.test(right) ? "" : " "}${right} …`); else line.append(where, words);
      told.push(line);
    }
    box.append(...told.slice(0, 40));
    if (!told.length) box.append(Object.assign(document.createElement("p"), { className: "hint", textContent: "No lines are kept for this term on the page." }));
  };
  const table = () => {
    const rows = shown.slice(0, 60).map((one) => {
      const row = document.createElement("tr"), name = document.createElement("th"), button = document.createElement("button");
      button.type = "button"; button.textContent = one.term; button.addEventListener("click", () => { pick(one); keep(); paint(); });
      name.scope = "row"; name.append(button); row.append(name);
      for (const text of [rate(one.ra), rate(one.rb), `${one.ka} | ${one.kb}`, one.p === null ? "–" : p(one.p).slice(4)]) row.append(Object.assign(document.createElement("td"), { className: "number", textContent: text }));
      return row;
    });
    $("rows").replaceChildren(...rows);
  };
  const keep = () => {
    const state = new URLSearchParams();
    if (chosen) state.set("term", chosen.term); if (find.value) state.set("find", find.value);
    if (least.value > 1) state.set("least", least.value); if (sure.checked) state.set("sure", "1");
    choices.forEach((select, at) => { if (select.value !== "") state.set(`by ${data.filters[at][0]}`, chosenOf(select)); });
    if (String(state) !== location.hash.slice(1)) location.replace(`#${state.size ? state : "explorer"}`);
  };
  const filter = () => {
    const word = find.value.trim().toLowerCase();
    shown = terms.filter((one) => one.k >= Math.max(1, least.value) && (!sure.checked || one.s) && (!word || one.term.toLowerCase().includes(word)));
    $("least-said").textContent = least.value; $("said").textContent = said(); table(); paint();
  };
  const restore = () => {
    if (!location.hash.includes("=")) return;
    const state = new URLSearchParams(location.hash.slice(1));
    choices.forEach((select, at) => {
      const wanted = state.get(`by ${data.filters[at][0]}`), found = [...select.options].find((one) => one.value !== "" && one.textContent === wanted);
      select.value = found ? found.value : "";
    });
    recount();
    find.value = state.get("find") || ""; least.value = state.get("least") || 1; sure.checked = state.get("sure") === "1"; pick(all.get(state.get("term"))); filter();
  };
  const resize = () => {
    if (canvas.parentElement.clientWidth === wide) return;
    wide = canvas.parentElement.clientWidth; tall = Math.round(Math.min(wide, 640) * (wide < 500 ? 1.1 : .9));
    canvas.width = wide * devicePixelRatio; canvas.height = tall * devicePixelRatio; canvas.style.height = `${tall}px`;
    canvas.getContext("2d").setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0); terms.forEach(place); paint();
  };
  const nearest = (event) => {
    const at = canvas.getBoundingClientRect(), x = event.clientX - at.left, y = event.clientY - at.top; let best = null, far = 196;
    for (const one of shown) { const d = (one.x - x) ** 2 + (one.y - y) ** 2 - (one.s ? 20 : 0); if (d < far) { far = d; best = one; } }
    return best;
  };
  canvas.addEventListener("pointermove", (event) => { const one = nearest(event); if (one !== under) { under = one; canvas.style.cursor = one ? "pointer" : ""; requestAnimationFrame(paint); } });
  canvas.addEventListener("pointerleave", () => { under = null; paint(); });
  canvas.addEventListener("click", (event) => { const one = nearest(event); if (one) { pick(one); keep(); paint(); } });
  for (const select of choices) select.addEventListener("input", () => { recount(); pick(chosen); filter(); keep(); });
  for (const field of [find, least, sure]) field.addEventListener("input", () => { filter(); keep(); });
  $("save").addEventListener("click", () => {
    const image = document.createElement("canvas"), to = image.getContext("2d");
    image.width = wide * 2; image.height = (tall + 44) * 2; to.scale(2, 2); draw(to, `${said()}\n${document.title}`);
    image.toBlob((blob) => { const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: "terms.png" }); link.click(); setTimeout(() => URL.revokeObjectURL(link.href), 1000); });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  addEventListener("hashchange", restore); addEventListener("resize", resize);
  const dull = new Set(JSON.parse($("dull-data").textContent)); terms.forEach((one) => { one.dull = dull.has(one.term); }); terms.sort((one, other) => one.dull - other.dull);
  shown = terms; recount(); resize(); pick(null); restore(); filter();
})();
