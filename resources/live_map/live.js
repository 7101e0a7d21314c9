// The map of the window: draws the sketch, the beats and what the book holds of this view. Everything comes from the
// program's own scheme as numbers and plain text; text is only ever written as text.
(function (map) {
  'use strict';
  var FACE = 'px "Fira Sans","Segoe UI","Noto Sans","DejaVu Sans",sans-serif';
  var look = { dark: false, scale: 1, ink: '#1b2430', quiet: '#5a6675', halo: '#fbfaf6', late: '#a3231c', accent: '#2a5fa8', surface: '#ffffff' };
  var legend = { kinds: [], layers: {} }, shown = { features: [] }, beats = { features: [] }, chosen = null, asked = 0, frames = [];
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
  function tell(what, values) { fetch(here('/told', Object.assign({ what: what }, values))).catch(function () {}); }
  function pane(name, level) {
    var made = map.createPane(name); made.style.zIndex = level; made.style.pointerEvents = 'none'; return made;
  }
  pane('ground', 200); pane('beats', 300); pane('pins', 450);
  map.options.zoomAnimationThreshold = 3;
  map.attributionControl.setPrefix(false);

  // The ground: one sheet somewhat larger than the view, drawn by the program and painted here.
  var sheet = null, sheetAsked = 0;
  function wantSheet(anew) {
    var view = map.getBounds();
    if (!anew && sheet && sheet.zoom === map.getZoom() && sheet.edges.contains(view)) { return; }
    var size = map.getSize(), number = ++sheetAsked, zoom = map.getZoom(), middle = map.getCenter();
    fetched('/ground', {
      lat: middle.lat.toFixed(6), lon: middle.lng.toFixed(6), zoom: zoom, across: Math.round(size.x * 1.3),
      up: Math.round(size.y * 1.3), dark: look.dark ? 1 : 0, scale: look.scale
    }).then(function (held) {
      if (number !== sheetAsked) { return; }
      var paper = document.createElement('canvas'), sharp = window.devicePixelRatio || 1;
      paper.width = Math.round(held.across * sharp); paper.height = Math.round(held.up * sharp);
      var ink = paper.getContext('2d'); ink.scale(sharp * held.pixels, sharp * held.pixels);
      paint(ink, held, held.across / held.pixels, held.up / held.pixels);
      var made = { zoom: zoom, edges: L.latLngBounds(held.edges), layer: L.svgOverlay(paper, held.edges, { pane: 'ground' }) };
      made.layer.addTo(map);
      if (sheet) { map.removeLayer(sheet.layer); }
      sheet = made; map.getContainer().style.background = held.back;
      tell('ground', { said: held.said, zoom: zoom });
    }).catch(function () {});
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

  // Beats: their indicative outlines, filled by how well they are covered, with the figure written on them.
  var beatInk = L.canvas({ pane: 'beats', padding: 0.2 }), beatLayer = null;
  // Looked at closely, the ground matters more than the shade over it.
  function veil() { var zoom = map.getZoom(); return (look.dark ? 0.34 : 0.3) * (zoom < 12 ? 1 : zoom < 14 ? 0.65 : 0.3); }
  map.on('zoomend', function () { if (beatLayer) { beatLayer.setStyle(function (feature) { return { fillOpacity: feature.properties.colour ? veil() : 0 }; }); } });
  function putBeats(held) {
    beats = held;
    if (beatLayer) { map.removeLayer(beatLayer); beatLayer = null; }
    beats.features.forEach(function (feature) {
      var box = L.geoJSON(feature).getBounds(); feature.box = box;
    });
    if (beats.features.length) {
      beatLayer = L.geoJSON(beats, {
        renderer: beatInk, interactive: false, smoothFactor: 0.7,
        style: function (feature) {
          return { color: look.dark ? '#f08a94' : '#9a3040', weight: 1.2, opacity: 0.8, dashArray: '6 4', fillColor: feature.properties.colour, fillOpacity: feature.properties.colour ? veil() : 0 };
        }
      }).addTo(map);
    }
    pins.draw();
  }
  function beatAt(at) {
    return beats.features.filter(function (feature) {
      return feature.box.contains(at) && feature.geometry.coordinates.some(function (rings) { return rings.some(function (ring) {
        var inside = false;
        for (var one = 0, other = ring.length - 1; one < ring.length; other = one++) {
          if ((ring[one][1] > at.lat) !== (ring[other][1] > at.lat) && at.lng < (ring[other][0] - ring[one][0]) * (at.lat - ring[one][1]) / (ring[other][1] - ring[one][1]) + ring[one][0]) { inside = !inside; }
        }
        return inside;
      }); });
    })[0];
  }

  // Pins: every feature of the view on one canvas, found again under the pointer by its distance.
  var Pins = L.Renderer.extend({
    options: { pane: 'pins', padding: 0.25 },
    _initContainer: function () { this._container = document.createElement('canvas'); this._ink = this._container.getContext('2d'); },
    _destroyContainer: function () { L.DomUtil.remove(this._container); delete this._ink; },
    _update: function () {
      if (this._map._animatingZoom && this._bounds) { return; }
      L.Renderer.prototype._update.call(this);
      var size = this._bounds.getSize(), sharp = window.devicePixelRatio || 1, paper = this._container;
      L.DomUtil.setPosition(paper, this._bounds.min);
      if (paper.width !== Math.round(size.x * sharp) || paper.height !== Math.round(size.y * sharp)) {
        paper.width = Math.round(size.x * sharp); paper.height = Math.round(size.y * sharp); paper.style.width = size.x + 'px'; paper.style.height = size.y + 'px';
      }
      this.draw();
    },
    draw: function () {
      if (!this._ink || !this._bounds) { return; }
      var ink = this._ink, sharp = window.devicePixelRatio || 1, self = this, taken = [];
      ink.setTransform(sharp, 0, 0, sharp, 0, 0); ink.clearRect(0, 0, this._container.width, this._container.height);
      ink.translate(-this._bounds.min.x, -this._bounds.min.y);
      shown.features.forEach(function (feature) {
        feature.at = map.latLngToLayerPoint([feature.geometry.coordinates[1], feature.geometry.coordinates[0]]);
        drawPin(ink, feature);
      });
      shown.features.forEach(function (feature) { var wide = size(feature); taken.push([feature.at.x - wide, feature.at.y - wide, feature.at.x + wide, feature.at.y + wide]); });
      if (map.getZoom() >= 11) { beats.features.forEach(function (feature) { beatName(ink, feature, taken); }); }
      if (map.getZoom() >= 14) { shown.features.forEach(function (feature) { if (feature.properties.n && feature !== self.over) { pinName(ink, feature, taken, false); } }); }
      [self.over, marked()].forEach(function (feature) { if (feature && feature.properties.n) { ring(ink, feature); pinName(ink, feature, [], true); } });
    }
  });
  function reach() { var zoom = map.getZoom(); return (zoom < 11 ? 5.5 : zoom < 13 ? 7.5 : 9) * look.scale; }
  function size(feature) {
    var held = feature.properties;
    if (held.r) { return held.r; }
    if (held.c) { return Math.min(10 + Math.log(held.c) * 2.6, 24) * look.scale; }
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
      circle(ink, at, wide); ink.fillStyle = held.l === 'place' ? '#33475f' : layer.colour; ink.globalAlpha = 0.94; ink.fill(); ink.globalAlpha = 1;
      if (held.a) {
        ink.beginPath(); ink.arc(at.x, at.y, wide + 1, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * held.a / held.c); ink.strokeStyle = look.late; ink.lineWidth = 3.4; ink.stroke();
      }
      write(ink, at, held.c > 9999 ? Math.round(held.c / 1000) + 'k' : String(held.c), '#ffffff', (held.r ? 9 : held.c > 999 ? 10.5 : 12) * look.scale);
      return;
    }
    if (held.l !== 'place') { drawSign(ink, held, at, wide, layer); return; }
    var kind = legend.kinds[held.k] || { letters: '', colour: '#5a6675' }, hollow = held.u || held.s === 'opening';
    circle(ink, at, wide + 1.6); ink.fillStyle = '#ffffff'; ink.fill();
    circle(ink, at, wide); ink.fillStyle = hollow ? '#ffffff' : kind.colour; ink.fill();
    if (hollow) { circle(ink, at, wide - 0.8); ink.strokeStyle = kind.colour; ink.lineWidth = 1.6; ink.stroke(); }
    if (held.s === 'late' || held.s === 'due') {
      circle(ink, at, wide + 1.8); ink.strokeStyle = held.s === 'late' ? look.late : '#b06c00'; ink.lineWidth = 2.6;
      if (held.s === 'due') { ink.setLineDash([3.4, 2.6]); }
      ink.stroke(); ink.setLineDash([]);
    }
    if (map.getZoom() >= 11) { write(ink, at, kind.letters, hollow ? kind.colour : '#ffffff', wide * (kind.letters.length > 1 ? 1 : 1.25)); }
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
  function free(taken, box) {
    if (taken.some(function (other) { return box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]; })) { return false; }
    taken.push(box); return true;
  }
  function pinName(ink, feature, taken, always) {
    var points = 12 * look.scale, text = feature.properties.n.length > 60 ? feature.properties.n.slice(0, 58) + '…' : feature.properties.n;
    ink.font = '600 ' + points + FACE; ink.textAlign = 'left'; ink.textBaseline = 'middle'; ink.lineJoin = 'round';
    var left = feature.at.x + size(feature) + (always ? 9 : 5), wide = ink.measureText(text).width, edge = map.containerPointToLayerPoint(map.getSize()).x;
    if (left + wide > edge - 6) { left = feature.at.x - size(feature) - (always ? 9 : 5) - wide; }
    if (!always && !free(taken, [left - 2, feature.at.y - points, left + wide + 2, feature.at.y + points])) { return; }
    if (always) { ink.fillStyle = look.surface; ink.globalAlpha = 0.94; ink.fillRect(left - 5, feature.at.y - points, wide + 10, points * 2); ink.globalAlpha = 1; }
    else { ink.strokeStyle = look.halo; ink.lineWidth = 3.2; ink.strokeText(text, left, feature.at.y); }
    ink.fillStyle = look.ink; ink.fillText(text, left, feature.at.y);
  }
  function beatName(ink, feature, taken) {
    var points = 11.5 * look.scale, held = feature.properties, middle = map.latLngToLayerPoint(held.middle), lines = map.getZoom() >= 12 ? [held.name, held.said] : [held.name];
    ink.font = '700 ' + points + FACE; ink.textAlign = 'center'; ink.textBaseline = 'middle'; ink.lineJoin = 'round';
    var half = Math.max.apply(null, lines.map(function (text) { return ink.measureText(text).width; })) / 2 + 3, rise = points * 0.65 * lines.length;
    [0, -24, 24, -44, 44].some(function (shift) {
      var at = L.point(middle.x, middle.y + shift);
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
    var held = shown.features.filter(function (feature) { return feature.properties.i === chosen.id && feature.properties.l === chosen.layer; })[0];
    if (held) { return held; }
    return chosen.lat === undefined ? null : { properties: { n: chosen.name, l: chosen.layer, i: chosen.id }, at: map.latLngToLayerPoint([chosen.lat, chosen.lon]) };
  }
  var pins = new Pins().addTo(map);
  function under(at) {
    var best = null, least = 1e9;
    shown.features.forEach(function (feature) {
      var away = feature.at ? feature.at.distanceTo(at) : 1e9;
      if (away <= size(feature) + 4 && away < least) { best = feature; least = away; }
    });
    return best;
  }
  function wantPoints() {
    var view = map.getBounds().pad(0.2), number = ++asked;
    return fetched('/points', { south: view.getSouth(), west: view.getWest(), north: view.getNorth(), east: view.getEast(), zoom: Math.round(map.getZoom()) }).then(function (held) {
      if (number !== asked) { return; }
      shown = held; pins.over = null; pins.draw(); tell('drawn', { features: shown.features.length });
    }).catch(function () {});
  }

  // Legend: signs with words, so that nothing is told by colour alone.
  var box = document.createElement('section'), inside = document.createElement('div'), part = inside, kindsOpen = false;
  box.className = 'legend'; box.setAttribute('aria-label', 'Legend');
  function folding(words, holds, open, then) {
    var fold = document.createElement('button'); fold.type = 'button'; fold.textContent = words; fold.setAttribute('aria-expanded', String(open));
    fold.addEventListener('click', function () { var now = holds.hidden; holds.hidden = !now; fold.setAttribute('aria-expanded', String(now)); if (then) { then(now); } });
    return fold;
  }
  box.appendChild(folding('Legend', inside, true)); box.appendChild(inside); map.getContainer().appendChild(box); L.DomEvent.disableClickPropagation(box); L.DomEvent.disableScrollPropagation(box);
  function line(words, draw) {
    var item = document.createElement('p'), paper = document.createElement('canvas'), said = document.createElement('span'), sharp = 2;
    paper.width = 26 * sharp; paper.height = 26 * sharp; paper.setAttribute('aria-hidden', 'true'); var ink = paper.getContext('2d'); ink.scale(sharp, sharp); draw(ink, { x: 13, y: 13 });
    said.textContent = words; item.appendChild(paper); item.appendChild(said); part.appendChild(item);
  }
  function drawLegend() {
    inside.textContent = ''; part = inside;
    function pin(properties) { return function (ink, at) { drawPin(ink, { properties: properties, at: at }); }; }
    if (legend.places) {
      [['in touch', { s: 'kept' }], ['due within a week', { s: 'due' }], ['losing touch', { s: 'late' }], ['nobody named', { s: 'kept', u: 1 }]].forEach(function (each) {
        line(each[0], pin(Object.assign({ l: 'place', k: -1 }, each[1])));
      });
      line('several, red part losing touch', pin({ l: 'place', c: 12, a: 4, r: 8.5 }));
    }
    Object.keys(legend.layers).forEach(function (name) { var layer = legend.layers[name]; if (name !== 'place' && layer.on) { line(layer.words, pin({ l: name })); } });
    (legend.shades || []).forEach(function (shade) {
      line(shade.words, function (ink) { ink.fillStyle = shade.colour; ink.globalAlpha = 0.45; ink.fillRect(3, 5, 20, 16); ink.globalAlpha = 1; ink.strokeStyle = look.dark ? '#f08a94' : '#9a3040'; ink.setLineDash([4, 3]); ink.strokeRect(3.5, 5.5, 19, 15); });
    });
    if (legend.places && legend.kinds.length) {
      part = document.createElement('div'); part.hidden = !kindsOpen; inside.appendChild(folding('Kinds of place', part, kindsOpen, function (open) { kindsOpen = open; })); inside.appendChild(part);
      legend.kinds.forEach(function (kind, at) { line(kind.word + ' (' + kind.count + ')', pin({ l: 'place', k: at, s: 'kept' })); });
    }
    box.hidden = !inside.childNodes.length;
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
    if (putting) { return; }
    var found = under(event.layerPoint);
    if (!found) { var beat = beatAt(event.latlng); if (beat) { tell('chosen', { layer: 'beat', id: beat.properties.id }); } return; }
    if (found.properties.c) {
      var at = L.latLng(found.geometry.coordinates[1], found.geometry.coordinates[0]);
      if (map.getZoom() < map.getMaxZoom()) { map.setView(at, Math.min(map.getZoom() + 2, map.getMaxZoom())); } else { tell('cluster', { lat: at.lat, lon: at.lng }); }
      return;
    }
    tell('chosen', { layer: found.properties.l, id: found.properties.i });
  });
  map.on('mousemove', function (event) {
    var found = rule || putting ? null : under(event.layerPoint);
    map.getContainer().style.cursor = rule ? 'crosshair' : found ? 'pointer' : '';
    if (found !== pins.over) { pins.over = found; pins.draw(); }
  });
  map.on('moveend', function () {
    wantSheet(false); wantPoints(); var at = map.getCenter(), view = map.getBounds();
    tell('moved', { lat: at.lat, lon: at.lng, zoom: map.getZoom(), south: view.getSouth(), west: view.getWest(), north: view.getNorth(), east: view.getEast() });
  });
  map.on('resize', function () { wantSheet(true); });

  window.weHere = {
    look: function (held) { Object.assign(look, held); document.body.classList.toggle('dark', look.dark); document.documentElement.style.fontSize = 16 * look.scale + 'px'; wantSheet(true); drawLegend(); putBeats(beats); },
    refresh: function () { fetched('/legend').then(function (held) { legend = held; map.attributionControl.addAttribution(held.credit); drawLegend(); }).then(function () { return fetched('/beats'); }).then(function (held) { putBeats(held); return wantPoints(); }).catch(function () {}); },
    fit: function (edges) { map.invalidateSize(); map.fitBounds(edges, { animate: false, padding: [28, 28], maxZoom: 15 }); },
    go: function (lat, lon, zoom) { map.setView([lat, lon], zoom || map.getZoom(), { animate: false }); },
    choose: function (held) {
      chosen = held; pins.draw();
      if (held && held.lat !== undefined && (held.centre || !map.getBounds().pad(-0.08).contains([held.lat, held.lon]))) { map.setView([held.lat, held.lon], Math.max(map.getZoom(), held.zoom || 0), { animate: false }); }
    },
    measure: function (on) {
      if (ruler) { map.removeLayer(ruler); ruler = null; }
      rule = on; said.hidden = !on;
      if (on) { ruler = L.polyline([], { color: look.accent, weight: 3, dashArray: '2 6' }).addTo(map); tellRuler(); }
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
  Promise.all(['400', '700'].map(function (weight) { return document.fonts.load(weight + ' 12px "Fira Sans"'); })).catch(function () {}).then(function () { tell('ready'); });
})(the_map);
