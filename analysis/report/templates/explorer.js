"use strict";
// The scatter of a report: rate against rate, on a canvas, with its state in the address. No library.
(() => {
  const data = JSON.parse(document.getElementById("explorer-data").textContent);
  const $ = (id) => document.getElementById(id);
  const [A, B] = data.names, canvas = $("scatter"), find = $("find"), least = $("least"), sure = $("sure");
  const terms = data.terms.map(([term, ra, rb, p, pf, ka, kb, ca, cb, s]) => ({ term, ra, rb, p, pf, ka, kb, ca, cb, s, k: ka + kb }));
  const all = new Map(terms.map((one) => [one.term, one]));
  const edges = terms.flatMap((one) => [one.ra, one.rb]).filter((rate) => rate > 0).map(Math.log10);
  const low = edges.reduce((a, b) => Math.min(a, b), 0), high = edges.reduce((a, b) => Math.max(a, b), 0) + .08;
  const pad = { left: 58, right: 14, top: 16, bottom: 46, zero: 20 };
  let shown = [], chosen = null, under = null, wide = 0, tall = 0;

  const number = (x) => x.toLocaleString("en");
  const p = (x) => (x === null ? "no p" : "p = " + (x < .0005 ? x.toPrecision(1) : x.toFixed(3)).replace(/^0/, ""));
  const rate = (x) => (x >= 10 ? x.toFixed(1) : x >= .1 ? x.toFixed(2) : x === 0 ? "0" : x.toPrecision(2));
  const spread = (term) => { let h = 7; for (const c of term) h = (h * 31 + c.codePointAt(0)) % 997; return h / 997 - .5; };
  const scale = (value, from, to) => value > 0 ? from + (Math.log10(value) - low + .12) / (high - low + .12) * (to - from) : null;

  const place = (one) => {
    // Rare terms share few rates: without a shift one dot would hide hundreds.
    const jitter = spread(one.term) * (.5 + 12 / (one.ca + one.cb));
    one.x = one.rb > 0 ? scale(one.rb, pad.left + pad.zero, wide - pad.right) + jitter * 4 : pad.left + pad.zero / 2 + spread(one.term) * 14;
    one.y = one.ra > 0 ? scale(one.ra, tall - pad.bottom - pad.zero, pad.top) - spread(`${one.term}.`) * 4 : tall - pad.bottom - pad.zero / 2 + spread(`${one.term}.`) * 14;
    one.r = 1.4 + 5.6 * Math.sqrt(one.k / (data.of[0] + data.of[1]));
  };
  const colours = () => {
    const style = getComputedStyle(document.documentElement), get = (name) => style.getPropertyValue(name).trim();
    return { ink: get("--ink"), soft: get("--soft"), line: get("--line"), paper: get("--paper"), a: get("--side-a"), b: get("--side-b") };
  };
  const filters = () => [find.value.trim() && `terms with “${find.value.trim()}”`, least.value > 1 && `in ${least.value} documents or more`,
    sure.checked && (data.decisive ? "p ≤ .05 only" : "lrc not 0 only")].filter(Boolean).join(", ");

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
    about.textContent = `${rate(one.ra)} per 1,000 words of ${A} (${number(one.ca)} times, in ${one.ka} of ${data.of[0]} documents); ${rate(one.rb)} of ${B} (${number(one.cb)} times, in ${one.kb} of ${data.of[1]}); ${p(one.p)}; among all terms ${p(one.pf)}.`;
    box.append(head, about);
    for (const [side, home, left, node, right] of data.lines[one.term] || []) {
      const line = document.createElement("p"), where = document.createElement("span"), mark = document.createElement("b");
      line.className = side ? "line a" : "line b"; where.textContent = `${[B, A][side]} · ${data.documents[home]}`; mark.textContent = node;
      line.append(where, `… ${left} `, mark, `${/^[,.;:!?)\]’'”]/.test(right) ? "" : " "}${right} …`); box.append(line);
    }
    if (!data.lines[one.term]) box.append(Object.assign(document.createElement("p"), { className: "hint", textContent: "No lines are kept for this term on the page." }));
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
    if (String(state) !== location.hash.slice(1)) location.replace(`#${state.size ? state : "explorer"}`);
  };
  const filter = () => {
    const word = find.value.trim().toLowerCase();
    shown = terms.filter((one) => one.k >= least.value && (!sure.checked || one.s) && (!word || one.term.toLowerCase().includes(word)));
    $("least-said").textContent = least.value; $("said").textContent = said(); table(); paint();
  };
  const restore = () => {
    if (!location.hash.includes("=")) return;
    const state = new URLSearchParams(location.hash.slice(1));
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
  for (const field of [find, least, sure]) field.addEventListener("input", () => { filter(); keep(); });
  $("save").addEventListener("click", () => {
    const image = document.createElement("canvas"), to = image.getContext("2d");
    image.width = wide * 2; image.height = (tall + 44) * 2; to.scale(2, 2); draw(to, `${said()}\n${document.title}`);
    image.toBlob((blob) => { const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: "terms.png" }); link.click(); setTimeout(() => URL.revokeObjectURL(link.href), 1000); });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  addEventListener("hashchange", restore); addEventListener("resize", resize);
  const dull = new Set(JSON.parse($("dull-data").textContent)); terms.forEach((one) => { one.dull = dull.has(one.term); }); terms.sort((one, other) => one.dull - other.dull);
  shown = terms; least.max = Math.max(2, data.of[0] + data.of[1]); resize(); pick(null); restore(); filter();
})();
