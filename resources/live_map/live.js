// The map of the window: draws the sketch, the beats and what the book holds of this view. Everything comes from the
// program's own scheme as numbers and plain text; text is only ever written as text.
(function (map) {
  'use strict';
  var FACE = 'px "Fira Sans","Segoe UI","Noto Sans","DejaVu Sans",sans-serif';
  var look = { dark: false, scale: 1, ink: '#1b2430', quiet: '#5a6675', halo: '#fbfaf6', late: '#a3231c', accent: '#2a5fa8', surface: '#ffffff' };
  var legend = { kinds: [], layers: {} }, shown = { features: [] }, beats = { features: [] }, chosen = null, asked = 0, frames = [];
  // How far everything reaches beyond each edge of the view, as a share of it; the browser keeps each canvas twice.
  var MARGIN = 0.15, WHOLE = 1 + 2 * MARGIN;
  function here(path, values) {
    var words = Object.keys(values || {}).map(function (name) { return name + '=' + encodeURIComponent(values[name]); });
    return path + (words.length ? '?' + words.join('&') : '');
  }
  function fetched(path, values) {
    return fetch(here(path, values)).then(function (answer) {
      if (!answer.ok) { throw new Error(path); }
      return new Response(answer.body.pipeThrough(new DecompressionStream('gzip'))).json();
    });
  }
  // Of two askings for one thing the later counts, whichever is answered first.
  var askings = {};
  function latest(path) {
    var mine = askings[path] = (askings[path] || 0) + 1;
    return fetched(path).then(function (held) { if (mine !== askings[path]) { throw new Error(path); } return held; });
  }
  // One after the other: where the map was must not be told after where it is.
  var telling = Promise.resolve();
  function tell(what, values) { telling = telling.then(function () { return fetch(here('/told', Object.assign({ what: what }, values))); }).catch(function () {}); }
  function pane(name, level) {
    var made = map.createPane(name); made.style.zIndex = level; made.style.pointerEvents = 'none'; return made;
  }
  pane('ground', 200); pane('pins', 390);
  map.options.zoomAnimationThreshold = 3;
  map.attributionControl.setPrefix(false);

  // The ground: one sheet somewhat larger than the view, drawn by the program and painted here.
  var sheet = null, ground = null, paper = document.createElement('canvas'), begun = false, sheetUnderWay = false, sheetWanted = '';
  // A canvas made empty in a size. Without any size at first, so that its pixels are let go: of one that is drawn on as
  // it stands the browser keeps two copies more.
  function fresh(canvas, across, up) {
    canvas.width = 0; canvas.height = Math.round(up); canvas.width = Math.round(across); return canvas.getContext('2d');
  }
  function begin() { if (!begun) { begun = true; wantSheet(true); } }
  // One at a time: while one is drawn, others that would be out of date at once are not begun.
  function wantSheet(anew) {
    if (!begun) { return; }
    if (sheetUnderWay) { sheetWanted = anew || sheetWanted === 'anew' ? 'anew' : 'if needed'; return; }
    if (!anew && sheet && sheet.zoom === map.getZoom() && sheet.edges.contains(map.getBounds())) { return; }
    sheetUnderWay = true;
    var size = map.getSize(), zoom = map.getZoom(), middle = map.getCenter();
    fetched('/ground', {
      lat: middle.lat.toFixed(6), lon: middle.lng.toFixed(6), zoom: zoom, across: Math.round(size.x * WHOLE),
      up: Math.round(size.y * WHOLE), dark: look.dark ? 1 : 0, scale: look.scale
    }).then(function (held) {
      var sharp = window.devicePixelRatio || 1, ink = fresh(paper, held.across * sharp, held.up * sharp);
      ink.scale(sharp * held.pixels, sharp * held.pixels);
      paint(ink, held, held.across / held.pixels, held.up / held.pixels);
      sheet = { zoom: zoom, edges: L.latLngBounds(held.edges), names: namesOf(ink, held), by: held.pixels, words: held.shapes.filter(function (shape) { return shape[0] === 'words' && shape[9]; }) };
      if (ground) { ground.setBounds(sheet.edges); } else { ground = L.svgOverlay(paper, sheet.edges, { pane: 'ground' }).addTo(map); }
      document.documentElement.style.background = held.back; map.fire('sheet');
      tell('ground', { said: held.said, zoom: zoom });
    }).catch(function () {}).then(function () {
      var again = sheetWanted; sheetUnderWay = false; sheetWanted = '';
      if (again) { wantSheet(again === 'anew'); }
    });
  }
  // Where the sheet has its larger names, in pixels from its corner: ours keep clear of them.
  function namesOf(ink, held) {
    var by = held.pixels;
    return held.shapes.filter(function (shape) { return shape[0] === 'words' && shape[6] && !shape[8]; }).map(function (shape) {
      ink.font = '600 ' + shape[4] + FACE; ink.letterSpacing = shape[11] + 'px';
      var wide = ink.measureText(shape[1]).width, left = shape[2] - (shape[7] === 'middle' ? wide / 2 : shape[7] === 'end' ? wide : 0);
      return [left * by, (shape[3] - shape[4] * 0.8) * by, (left + wide) * by, (shape[3] + shape[4] * 0.25) * by];
    });
  }
  function trace(ink, lines, close) {
    ink.beginPath();
    lines.forEach(function (line) {
      var x = 0, y = 0;
      for (var at = 0; at < line.length; at += 2) {
        x += line[at]; y += line[at + 1];
        if (at) { ink.lineTo(x, y); } else { ink.moveTo(x, y); }
      }
      if (close) { ink.closePath(); }
    });
  }
  function paint(ink, held, across, up) {
    ink.fillStyle = held.back; ink.fillRect(0, 0, across, up); ink.lineJoin = 'round';
    held.shapes.forEach(function (shape) {
      if (shape[0] === 'fill') { ink.fillStyle = shape[1]; trace(ink, shape[2], true); ink.fill('evenodd'); }
      else if (shape[0] === 'line') {
        ink.strokeStyle = shape[1]; ink.lineWidth = shape[2]; ink.setLineDash(shape[3]); ink.lineCap = shape[4] ? 'butt' : 'round';
        trace(ink, shape[5], false); ink.stroke(); ink.setLineDash([]);
      } else if (shape[0] === 'dots') {
        ink.fillStyle = shape[1]; ink.strokeStyle = shape[3]; ink.lineWidth = shape[4]; ink.beginPath();
        for (var at = 0; at < shape[5].length; at += 2) { ink.moveTo(shape[5][at] + shape[2], shape[5][at + 1]); ink.arc(shape[5][at], shape[5][at + 1], shape[2], 0, 7); }
        ink.fill(); if (shape[3]) { ink.stroke(); }
      } else {
        ink.save(); ink.translate(shape[2], shape[3]); ink.rotate(shape[8] * Math.PI / 180);
        ink.font = (shape[6] ? '600 ' : '400 ') + shape[4] + FACE; ink.textAlign = shape[7] === 'middle' ? 'center' : shape[7];
        ink.letterSpacing = shape[11] + 'px'; ink.textBaseline = 'alphabetic';
        if (shape[9]) { ink.strokeStyle = shape[9]; ink.lineWidth = shape[10]; ink.strokeText(shape[1], 0, 0); }
        ink.fillStyle = shape[5]; ink.fillText(shape[1], 0, 0); ink.restore();
      }
    });
  }

  // Beats: their boundaries whole, indicative outlines dashed, filled by how well they are covered, with the figure written on them.
  var beatLayer = null;
  // Looked at closely, the ground matters more than the shade over it.
  function veil() { var zoom = map.getZoom(); return (look.dark ? 0.34 : 0.3) * (zoom < 12 ? 1 : zoom < 14 ? 0.65 : 0.3); }
  function fillBeat(ink, layer) { layer.options.fillOpacity = layer.options.fillColor ? veil() : 0; L.Canvas.prototype._fillStroke(ink, layer); }
  function putBeats(held) {
    beats = held;
    if (beatLayer) { map.removeLayer(beatLayer); beatLayer = null; }
    beats.features.forEach(function (feature) {
      var box = L.geoJSON(feature).getBounds(); feature.box = box;
    });
    if (beats.features.length) {
      beatLayer = L.geoJSON(beats, {
        renderer: pins, interactive: false, smoothFactor: 0.7, fills: fillBeat,
        style: function (feature) {
          return { color: look.dark ? '#f08a94' : '#9a3040', weight: feature.properties.real ? 1.7 : 1.2, opacity: 0.8, dashArray: feature.properties.real ? null : '6 4', fillColor: feature.properties.colour };
        }
      }).addTo(map);
      // Under areas, in the order they came
      beatLayer.getLayers().reverse().forEach(function (each) { each.bringToBack(); });
    }
    pins.draw();
  }
  function beatAt(at) {
    return beats.features.filter(function (feature) {
      return feature.box.contains(at) && feature.geometry.coordinates.some(function (rings) { var inside = false; rings.forEach(function (ring) {
        for (var one = 0, other = ring.length - 1; one < ring.length; other = one++) {
          if ((ring[one][1] > at.lat) !== (ring[other][1] > at.lat) && at.lng < (ring[other][0] - ring[one][0]) * (at.lat - ring[one][1]) / (ring[other][1] - ring[one][1]) + ring[one][0]) { inside = !inside; }
        }
      }); return inside; });
    })[0];
  }

  // A canvas over the view and some way beyond, drawn anew whenever that has moved: lines and shapes that are laid on
  // it, then what its own `mark` writes over them.
  map.Sheet = L.Canvas.extend({
    _update: function () {
      if (this._map._animatingZoom && this._bounds) { return; }
      L.Renderer.prototype._update.call(this);
      var size = this._bounds.getSize(), paper = this._container;
      L.DomUtil.setPosition(paper, this._bounds.min); paper.style.width = size.x + 'px'; paper.style.height = size.y + 'px';
      this.fire('update');
    },
    // Drawn whole, never a part of it; while it is blown up or shrunk it stands as it is, and what follows draws it.
    _extendRedrawBounds: function () {}, _clear: function () {},
    _redraw: function () { this._redrawRequest = null; if (!this._map._animatingZoom) { this._draw(); } },
    _draw: function () {
      var size = this._bounds.getSize(), sharp = window.devicePixelRatio || 1, ink = fresh(this._container, size.x * sharp, size.y * sharp);
      ink.scale(sharp, sharp); ink.translate(-this._bounds.min.x, -this._bounds.min.y);
      L.Canvas.prototype._draw.call(this); this.mark(ink);
    },
    _fillStroke: function (ink, layer) { (layer.options.fills || L.Canvas.prototype._fillStroke)(ink, layer); },
    draw: function () { if (this._map) { L.Util.cancelAnimFrame(this._redrawRequest); this._redraw(); } }
  });

  // Pins: every feature of the view, found again under the pointer by its distance, on one sheet with beats, areas and
  // what is measured.
  var Pins = map.Sheet.extend({
    options: { pane: 'pins', padding: MARGIN },
    mark: function (ink) {
      var self = this, taken = controls();
      lay(shown.features);
      map.round.line(ink, look);
      shown.features.forEach(function (feature) { drawPin(ink, feature); });
      if (sheet && sheet.zoom === map.getZoom()) {
        var corner = map.latLngToLayerPoint(sheet.edges.getNorthWest());
        sheet.names.forEach(function (name) { taken.push([corner.x + name[0], corner.y + name[1], corner.x + name[2], corner.y + name[3]]); });
      }
      shown.features.forEach(function (feature) { var wide = size(feature); taken.push([feature.at.x - wide, feature.at.y - wide, feature.at.x + wide, feature.at.y + wide]); });
      map.round.marks(ink, look, write, taken);
      if (map.getZoom() >= 12 && !legend.places) { map.round.stops().forEach(function (feature) { pinName(ink, feature, taken, false); }); }
      if (map.getZoom() >= 11) { nameBeats(ink, taken); }
      if (map.getZoom() >= 14) { shown.features.forEach(function (feature) { if (feature.properties.n && feature !== self.over && !(chosen && chosen.layer === 'round' && feature.properties.i === chosen.id)) { pinName(ink, feature, taken, false); } }); }
      [self.over, marked()].forEach(function (feature) { if (feature && feature.properties.n) { ring(ink, feature); pinName(ink, feature, [], true); } });
    }
  });
  // What lies at one and the same spot stands round it side by side: a venue and its meeting, a place and its visits.
  // A sign that would hide a cluster of places steps beside it.
  function lay(features) {
    var spots = new Map(), clusters = [];
    features.forEach(function (feature) {
      var held = feature.properties, spot = feature.geometry.coordinates, key = held.c ? null : spot[0] + ' ' + spot[1];
      feature.at = map.latLngToLayerPoint([spot[1], spot[0]]);
      if (key) { if (spots.has(key)) { spots.get(key).push(feature); } else { spots.set(key, [feature]); } }
      if (held.c && held.l === 'place') { clusters.push(feature); }
    });
    spots.forEach(function (there) {
      for (var at = 1; at < there.length; at++) {
        var turn = -Math.PI / 4 + (at - 1) * Math.PI * 2 / Math.max(there.length - 1, 4), away = Math.max(reach() * 1.6, reach() * there.length / 3);
        there[at].at = there[at].at.add([Math.cos(turn) * away, Math.sin(turn) * away]);
      }
    });
    if (clusters.length) {
      features.forEach(function (feature) {
        if (feature.properties.l === 'place') { return; }
        clusters.some(function (other) {
          var room = size(other) + size(feature) * 0.7, gap = feature.at.subtract(other.at), away = Math.hypot(gap.x, gap.y);
          if (away >= room) { return false; }
          feature.at = other.at.add(away > 1 ? gap.multiplyBy(room / away) : [room * 0.7, room * 0.7]); return true;
        });
      });
    }
  }
  function reach() { var zoom = map.getZoom(); return (zoom < 11 ? 5.5 : zoom < 13 ? 7.5 : 9) * look.scale; }
  function size(feature) {
    var held = feature.properties;
    if (held.r) { return held.r; }
    if (held.c) { return Math.min(10 + Math.log(held.c) * 2.6, 24) * look.scale * (held.l === 'place' ? 1 : 0.7); }
    return held.w > 1 ? reach() + Math.min(Math.sqrt(held.w) * 1.4, 8) : reach();
  }
  function circle(ink, at, radius) { ink.beginPath(); ink.arc(at.x, at.y, radius, 0, 7); }
  function write(ink, at, text, colour, points, weight) {
    ink.fillStyle = colour; ink.font = (weight || 700) + ' ' + points + FACE; ink.textAlign = 'center'; ink.textBaseline = 'middle'; ink.fillText(text, at.x, at.y + 0.5);
  }
  function drawPin(ink, feature) {
    var held = feature.properties, at = feature.at, wide = size(feature), layer = legend.layers[held.l] || { colour: look.quiet, sign: '?' };
    ink.setLineDash([]);
    if (held.c) {
      circle(ink, at, wide + 2.5); ink.fillStyle = look.surface; ink.fill();
      circle(ink, at, wide); ink.fillStyle = held.l === 'place' ? '#33475f' : '#ffffff'; ink.globalAlpha = 0.94; ink.fill(); ink.globalAlpha = 1;
      if (held.l !== 'place') { circle(ink, at, wide - 1); ink.strokeStyle = layer.colour; ink.lineWidth = 2.4; ink.stroke(); }
      if (held.a) {
        ink.beginPath(); ink.arc(at.x, at.y, wide + 1, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * held.a / held.c); ink.strokeStyle = look.late; ink.lineWidth = 3.4; ink.stroke();
      }
      write(ink, at, held.c > 9999 ? Math.round(held.c / 1000) + 'k' : String(held.c), held.l === 'place' ? '#ffffff' : layer.colour, (held.r ? 9 : held.c > 999 ? 10.5 : 12) * look.scale);
      return;
    }
    if (held.l !== 'place') { drawSign(ink, held, at, wide, layer); return; }
    var kind = legend.kinds[held.k] || { letters: '', colour: '#5a6675' }, hollow = held.u || held.s === 'opening' || held.s === 'closed';
    circle(ink, at, wide + 1.6); ink.fillStyle = '#ffffff'; ink.fill();
    circle(ink, at, wide); ink.fillStyle = hollow ? '#ffffff' : kind.colour; ink.fill();
    if (hollow) { circle(ink, at, wide - 0.8); ink.strokeStyle = kind.colour; ink.lineWidth = 1.6; ink.stroke(); }
    if (held.s === 'late' || held.s === 'due') {
      circle(ink, at, wide + 1.8); ink.strokeStyle = held.s === 'late' ? look.late : '#b06c00'; ink.lineWidth = 2.6;
      if (held.s === 'due') { ink.setLineDash([3.4, 2.6]); }
      ink.stroke(); ink.setLineDash([]);
    }
    if (map.getZoom() >= 11 || held.r) { write(ink, at, kind.letters, hollow ? kind.colour : '#ffffff', wide * (kind.letters.length > 1 ? 1 : 1.25)); }
  }
  function drawSign(ink, held, at, wide, layer) {
    ink.beginPath();
    if (layer.shape === 'diamond') { ink.moveTo(at.x, at.y - wide - 1); ink.lineTo(at.x + wide + 1, at.y); ink.lineTo(at.x, at.y + wide + 1); ink.lineTo(at.x - wide - 1, at.y); ink.closePath(); }
    else if (layer.shape === 'square') { ink.rect(at.x - wide + 1, at.y - wide + 1, 2 * wide - 2, 2 * wide - 2); }
    else if (layer.shape === 'triangle') { ink.moveTo(at.x, at.y - wide - 1); ink.lineTo(at.x + wide + 1, at.y + wide - 1); ink.lineTo(at.x - wide - 1, at.y + wide - 1); ink.closePath(); }
    else { ink.arc(at.x, at.y, wide, 0, 7); }
    ink.lineJoin = 'round'; ink.strokeStyle = '#ffffff'; ink.lineWidth = 3; ink.stroke(); ink.fillStyle = layer.colour; ink.fill();
    write(ink, { x: at.x, y: at.y + (layer.shape === 'triangle' ? wide * 0.22 : 0) }, held.w > 1 ? String(held.w) : layer.sign, '#ffffff', wide * 1.05);
  }
  function ring(ink, feature) {
    ink.setLineDash([]); circle(ink, feature.at, size(feature) + 5); ink.strokeStyle = look.surface; ink.lineWidth = 5; ink.stroke();
    circle(ink, feature.at, size(feature) + 5); ink.strokeStyle = look.accent; ink.lineWidth = 2.6; ink.stroke();
  }
  function controls() {
    var around = map.getContainer(), edge = around.getBoundingClientRect();
    return Array.from(around.querySelectorAll('.leaflet-control')).map(function (each) {
      var box = each.getBoundingClientRect(), corner = map.containerPointToLayerPoint([box.left - edge.left, box.top - edge.top]);
      return [corner.x, corner.y, corner.x + box.width, corner.y + box.height];
    });
  }
  // Takes a box unless another is in its way, and says whether it was free.
  function free(taken, box) {
    if (taken.some(function (other) { return box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]; })) { return false; }
    taken.push(box); return true;
  }
  function inSight(at) { return map.getSize().contains(map.layerPointToContainerPoint(at)) && map.layerPointToContainerPoint(at).x >= 0 && map.layerPointToContainerPoint(at).y >= 0; }
  map.free = free;
  function pinName(ink, feature, taken, always) {
    if (!inSight(feature.at)) { return; }
    var points = 12 * look.scale, text = feature.properties.n.length > 60 ? feature.properties.n.slice(0, 58) + '…' : feature.properties.n;
    ink.font = '600 ' + points + FACE; ink.textAlign = 'left'; ink.textBaseline = 'middle'; ink.lineJoin = 'round';
    var wide = ink.measureText(text).width, gap = size(feature) + (always ? 9 : 5), edge = map.containerPointToLayerPoint(map.getSize()).x;
    // At its right, else at its left, under it or over it, wherever there is room first.
    var spots = [[feature.at.x + gap, feature.at.y], [feature.at.x - gap - wide, feature.at.y], [feature.at.x - wide / 2, feature.at.y + gap + points * 0.5], [feature.at.x - wide / 2, feature.at.y - gap - points * 0.5]];
    var spot = spots.find(function (each) { return each[0] + wide <= edge - 6 && (always || free(taken, [each[0] - 2, each[1] - points * 0.8, each[0] + wide + 2, each[1] + points * 0.8])); });
    if (!spot) { return; }
    var left = spot[0];
    if (always) { ink.fillStyle = look.surface; ink.globalAlpha = 0.94; ink.fillRect(left - 5, spot[1] - points, wide + 10, points * 2); ink.globalAlpha = 1; }
    else { ink.strokeStyle = look.halo; ink.lineWidth = 3.2; ink.strokeText(text, left, spot[1]); }
    ink.fillStyle = look.ink; ink.fillText(text, left, spot[1]);
  }
  // Each beat at its middle; looked at so closely that the middle is out of sight, the one looked at stands at the top.
  function nameBeats(ink, taken) {
    var here = map.getZoom() >= 13 ? beatAt(map.getCenter()) : null, told = false;
    beats.features.forEach(function (feature) {
      var middle = map.latLngToLayerPoint(feature.properties.middle);
      if (inSight(middle)) { told = beatName(ink, feature, middle, taken) && feature === here || told; }
    });
    if (here && !told) { beatName(ink, here, map.containerPointToLayerPoint([map.getSize().x / 2, 30 * look.scale]), taken); }
  }
  function beatName(ink, feature, middle, taken) {
    var points = 11.5 * look.scale, held = feature.properties, lines = map.getZoom() >= 12 ? [held.name, held.said] : [held.name];
    ink.font = '700 ' + points + FACE; ink.textAlign = 'center'; ink.textBaseline = 'middle'; ink.lineJoin = 'round';
    var half = Math.max.apply(null, lines.map(function (text) { return ink.measureText(text).width; })) / 2 + 3, rise = points * 0.65 * lines.length;
    var left = map.containerPointToLayerPoint([0, 0]).x + half + 4, right = map.containerPointToLayerPoint(map.getSize()).x - half - 4;
    return [0, -24, 24, -44, 44].some(function (shift) {
      var at = L.point(Math.min(Math.max(middle.x, left), right), middle.y + shift);
      if (!free(taken, [at.x - half, at.y - rise, at.x + half, at.y + rise])) { return false; }
      lines.forEach(function (text, number) {
        var down = at.y + (number - (lines.length - 1) / 2) * points * 1.2;
        ink.font = (number ? '400 ' : '700 ') + points + FACE; ink.strokeStyle = look.halo; ink.lineWidth = 3.6; ink.strokeText(text, at.x, down);
        ink.fillStyle = look.dark ? '#f6b3ba' : '#7c2634'; ink.fillText(text, at.x, down);
      });
      return true;
    });
  }
  function marked() {
    if (!chosen) { return null; }
    if (chosen.layer === 'round' && map.round.find(chosen.id)) { return map.round.find(chosen.id); }
    var held = shown.features.filter(function (feature) { return feature.properties.i === chosen.id && feature.properties.l === chosen.layer; })[0];
    if (held) { return held; }
    return chosen.lat === undefined ? null : { properties: { n: chosen.name, l: chosen.layer, i: chosen.id }, at: map.latLngToLayerPoint([chosen.lat, chosen.lon]) };
  }
  var pins = map.pins = new Pins().addTo(map);
  function under(at) {
    var best = map.round.under(at) || null, least = 1e9;
    if (best) { return best; }
    shown.features.forEach(function (feature) {
      var away = feature.at ? feature.at.distanceTo(at) : 1e9;
      if (away <= size(feature) + 4 && away < least) { best = feature; least = away; }
    });
    return best;
  }
  // Several wishes of one moment are one question.
  var pointsWanted = false;
  function wantPoints() {
    if (!begun || pointsWanted) { return; }
    pointsWanted = true; Promise.resolve().then(function () { pointsWanted = false; askPoints(); });
  }
  function askPoints() {
    var view = map.getBounds().pad(0.2), number = ++asked;
    fetched('/points', { south: view.getSouth(), west: view.getWest(), north: view.getNorth(), east: view.getEast(), zoom: Math.round(map.getZoom()) }).then(function (held) {
      if (number !== asked) { return; }
      shown = held; pins.over = null; pins.draw(); tell('drawn', { features: shown.features.length });
    }).catch(function () {});
  }

  // Legend: signs with words, so that nothing is told by colour alone; under the map, where it hides nothing.
  var box = document.createElement('section'), inside = document.createElement('div'), part = inside, kindsOpen = false, fitted = null, beatWanted = '', signs = document.createElement('canvas');
  box.className = 'legend'; box.setAttribute('aria-label', 'Legend');
  function folding(words, holds, open, then) {
    var fold = document.createElement('button'); fold.type = 'button'; fold.textContent = words; fold.setAttribute('aria-expanded', String(open));
    fold.addEventListener('click', function () { var now = holds.hidden; holds.hidden = !now; fold.setAttribute('aria-expanded', String(now)); if (then) { then(now); } });
    return fold;
  }
  box.appendChild(folding('Legend', inside, true)); box.appendChild(inside); document.body.appendChild(box);
  function makeRoom() {
    var high = box.hidden ? 0 : box.offsetHeight, before = fitted;
    if (map.getContainer().style.bottom === high + 'px') { return; }
    map.getContainer().style.bottom = high + 'px'; map.invalidateSize({ pan: false });
    if (before) { window.weHere.fit(before.edges); }
  }
  new ResizeObserver(makeRoom).observe(box);
  function line(words, draw) {
    var item = document.createElement('p'), sign = document.createElement('i'), said = document.createElement('span'), sharp = 2, ink = fresh(signs, 26 * sharp, 26 * sharp);
    ink.scale(sharp, sharp); draw(ink, { x: 13, y: 13 });
    // As a picture: each canvas that stands in the page is a layer of its own of every frame.
    sign.style.backgroundImage = 'url(' + signs.toDataURL() + ')'; sign.setAttribute('aria-hidden', 'true');
    said.textContent = words; item.appendChild(sign); item.appendChild(said); part.appendChild(item);
  }
  function drawLegend() {
    inside.textContent = ''; part = inside;
    function pin(properties) { properties = Object.assign({ r: 8 }, properties); return function (ink, at) { drawPin(ink, { properties: properties, at: at }); }; }
    if (legend.places) {
      [['in touch', { s: 'kept' }], ['due within a week', { s: 'due' }], ['losing touch', { s: 'late' }], ['nobody named', { s: 'kept', u: 1 }]].forEach(function (each) {
        line(each[0], pin(Object.assign({ l: 'place', k: -1 }, each[1])));
      });
      line('several, red part losing touch', pin({ l: 'place', c: 12, a: 4, r: 8.5 }));
    }
    var kinds = null;
    if (legend.places && legend.kinds.length) {
      kinds = part = document.createElement('div'); part.hidden = !kindsOpen;
      legend.kinds.forEach(function (kind, at) { line(kind.word + ' (' + kind.count + ')', pin({ l: 'place', k: at, s: 'kept' })); });
      part = inside; inside.appendChild(folding('Kinds of place', kinds, kindsOpen, function (open) { kindsOpen = open; }));
    }
    Object.keys(legend.layers).forEach(function (name) { var layer = legend.layers[name]; if (name !== 'place' && layer.on) { line(layer.words, pin({ l: name })); } if (name === 'priority' && layer.on) { line('area of a priority', map.areaSign); } });
    (legend.shades || []).forEach(function (shade) {
      line(shade.words, function (ink) { ink.fillStyle = shade.colour; ink.globalAlpha = 0.45; ink.fillRect(3, 5, 20, 16); ink.globalAlpha = 1; ink.strokeStyle = look.dark ? '#f08a94' : '#9a3040'; ink.setLineDash([4, 3]); ink.strokeRect(3.5, 5.5, 19, 15); });
    });
    if (kinds) { inside.appendChild(kinds); }
    box.hidden = !inside.childNodes.length; makeRoom();
  }

  // Measuring, and putting a place right.
  var rule = null, ruler = null, putting = null;
  var said = document.createElement('p'); said.className = 'said'; said.setAttribute('role', 'status'); said.hidden = true; map.getContainer().appendChild(said);
  function tellRuler() {
    var points = ruler.getLatLngs(), metres = 0;
    for (var at = 1; at < points.length; at++) { metres += points[at - 1].distanceTo(points[at]); }
    said.textContent = points.length < 2 ? 'Click from point to point to measure.' : (metres < 1000 ? Math.round(metres) + ' m' : (metres / 1000).toFixed(metres < 10000 ? 2 : 1) + ' km') + ' · ' + (metres / 1609.344).toFixed(2) + ' miles, straight';
    tell('measured', { metres: metres });
  }
  map.on('click', function (event) {
    if (rule) { ruler.addLatLng(event.latlng); tellRuler(); return; }
    if (putting || map.drawing) { return; }
    var found = under(event.layerPoint);
    if (!found) { var area = map.areaAt(event.latlng); if (area) { tell('chosen', { layer: 'priority', id: area.properties.id }); return; } var beat = beatAt(event.latlng); if (beat) { tell('chosen', { layer: 'beat', id: beat.properties.id }); } return; }
    if (found.properties.c) {
      var at = L.latLng(found.geometry.coordinates[1], found.geometry.coordinates[0]);
      if (map.getZoom() < map.getMaxZoom()) { map.setView(at, Math.min(map.getZoom() + 2, map.getMaxZoom())); } else { tell('cluster', { lat: at.lat, lon: at.lng }); }
      return;
    }
    tell('chosen', { layer: found.properties.l, id: found.properties.i });
  });
  map.on('mousemove', function (event) {
    var found = rule || putting || map.drawing ? null : under(event.layerPoint);
    map.getContainer().style.cursor = rule ? 'crosshair' : found ? 'pointer' : '';
    if (found !== pins.over) { pins.over = found; pins.draw(); }
  });
  map.on('moveend', function () {
    wantSheet(false); wantPoints(); var at = map.getCenter(), view = map.getBounds();
    tell('moved', { lat: at.lat, lon: at.lng, zoom: map.getZoom(), south: view.getSouth(), west: view.getWest(), north: view.getNorth(), east: view.getEast() });
  });
  map.on('resize', function () { wantSheet(true); });
  // A sheet blown up or shrunk by more than two steps tells nothing: the bare ground stands until the next is drawn.
  map.on('zoomend', function () {
    if (sheet && Math.abs(map.getZoom() - sheet.zoom) > 2) { map.removeLayer(ground); paper.width = 0; sheet = ground = null; }
  });
  // Once somebody moved it, the map no longer goes back to showing everything when its room changes.
  map.on('dragstart zoomstart', function () { fitted = null; });

  window.weHere = {
    paint: paint, fetched: fetched, latest: latest, tell: tell, sheet: function () { return sheet; }, redraw: function () { pins.draw(); },
    look: function (held) { Object.assign(look, held); document.body.classList.toggle('dark', look.dark); document.documentElement.style.fontSize = 16 * look.scale + 'px'; wantSheet(true); drawLegend(); putBeats(beats); },
    // What is on the map is asked for anew; at the first time the map begins by showing what lies between the edges.
    refresh: function (edges) {
      fetched('/legend').then(function (held) {
        legend = held; map.attributionControl.addAttribution(held.credit); drawLegend();
        if (edges) { window.weHere.fit(edges); }
        begin(); wantPoints(); map.round.fetch();
      }).catch(function () {});
    },
    shade: function () { latest('/beats').then(putBeats).then(function () { if (beatWanted) { window.weHere.beat(beatWanted); } }).catch(function () {}); },
    fit: function (edges) {
      map.invalidateSize(); fitted = null; map.fitBounds(edges, { animate: false, padding: [28, 28], maxZoom: 15 });
      fitted = { edges: edges, zoom: map.getZoom() };
    },
    go: function (lat, lon, zoom) { begin(); map.setView([lat, lon], zoom || map.getZoom(), { animate: false }); },
    choose: function (held) {
      chosen = held; pins.draw();
      if (held && held.lat !== undefined && !held.stay && (held.centre || !map.getBounds().pad(-0.08).contains([held.lat, held.lon]))) { map.setView([held.lat, held.lon], Math.max(map.getZoom(), held.zoom || 0), { animate: false }); }
    },
    zoom: function (steps) { map.setZoom(map.getZoom() + steps, { animate: false }); },
    beat: function (id) {
      map.invalidateSize(); begin(); beatWanted = id;
      beats.features.forEach(function (feature) { if (feature.properties.id === id) { beatWanted = ''; map.fitBounds(feature.box, { animate: false, padding: [28, 28] }); } });
    },
    measure: function (on) {
      if (ruler) { map.removeLayer(ruler); ruler = null; }
      rule = on; said.hidden = !on;
      if (on) { ruler = L.polyline([], { renderer: pins, color: look.accent, weight: 3, dashArray: '2 6' }).addTo(map); tellRuler(); }
    },
    put: function (held) {
      if (putting) { map.removeLayer(putting); putting = null; }
      said.hidden = !held;
      if (!held) { return; }
      said.textContent = 'Drag the mark to where the place is.';
      putting = L.marker([held.lat, held.lon], { draggable: true, keyboard: true, icon: L.divIcon({ className: 'putting', iconSize: [26, 26] }) }).addTo(map);
      putting.on('dragend', function () { var at = putting.getLatLng(); tell('put', { lat: at.lat, lon: at.lng }); });
      map.setView([held.lat, held.lon], Math.max(map.getZoom(), 15), { animate: false });
    },
    held: function () { return { features: shown.features.length, zoom: map.getZoom(), names: shown.features.map(function (each) { return each.properties.n || ''; }), elements: document.querySelectorAll('img,iframe,object,embed').length, sheet: sheet ? sheet.zoom : null }; },
    where: function (id) { var found = shown.features.filter(function (each) { return each.properties.i === id; })[0]; return found && found.at ? map.layerPointToContainerPoint(found.at) : null; }
  };
  // Keys go to the map as soon as the browser has them, so that the arrows move it without a click first.
  window.addEventListener('focus', function () { if (document.activeElement === document.body) { map.getContainer().focus({ preventScroll: true }); } });
  Promise.all(['400', '700'].map(function (weight) { return document.fonts.load(weight + ' 12px "Fira Sans"'); })).catch(function () {}).then(function () { tell('ready'); });
})(the_map);
