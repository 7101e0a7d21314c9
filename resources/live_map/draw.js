// Areas on the map: those that priorities have, and one that is being drawn. The program holds the area; every click,
// drag and key is told to it, and what it answers is drawn. Text is only ever written as text.
(function (map) {
  'use strict';
  var MOST_HANDLES = 240, MOST_MIDDLES = 120, LEAST_GAP = 30, SAME_SPOT = 6;
  var state = null, shape = null, ahead = null, handles = [], dragged = null, wantsFocus = '', telling = Promise.resolve(), told = 0;
  var dark = false, accent = '#2a5fa8', late = '#a3231c', hatches = { light: '#6b4a9c', dark: '#b79be0' };

  // Each thing told has a number, and the program answers with the last it heard: an older answer draws nothing.
  function tell(values) {
    var mine = values.told = ++told;
    var words = Object.keys(values).map(function (name) { return name + '=' + encodeURIComponent(values[name]); }).join('&');
    // One after the other: a corner must not overtake the one before it.
    telling = telling.then(function () { return fetch('/told?what=draw&' + words); }).catch(function () { if (told === mine) { told = 0; } });
  }
  function pane(name, level) { var made = map.createPane(name); made.style.zIndex = level; made.style.pointerEvents = 'none'; return made; }
  pane('drawing', 460);
  // Drawn on at every move of the pointer, and only there while something is drawn
  var above = L.canvas({ pane: 'drawing' });
  var said = document.createElement('p'); said.className = 'said drawing'; said.setAttribute('role', 'status'); said.hidden = true; map.getContainer().appendChild(said);

  // Areas that are kept: hatched quietly, so that what lies under them is still read.
  var tiles = {};
  function tile(colour) {
    if (tiles[colour]) { return tiles[colour]; }
    var made = document.createElement('canvas'), pen = made.getContext('2d');
    made.width = made.height = 10; pen.strokeStyle = colour; pen.lineWidth = 1.5; pen.globalAlpha = 0.5;
    pen.beginPath(); [-10, 0, 10].forEach(function (shift) { pen.moveTo(shift - 1, 11); pen.lineTo(shift + 11, -1); }); pen.stroke();
    tiles[colour] = made; return made;
  }
  function fillAndEdge(ink, colour, weight) {
    ink.globalAlpha = 0.1; ink.fillStyle = colour; ink.fill('evenodd');
    ink.globalAlpha = 1; ink.fillStyle = ink.createPattern(tile(colour), 'repeat'); ink.fill('evenodd');
    ink.globalAlpha = 0.95; ink.setLineDash([]); ink.lineWidth = weight; ink.strokeStyle = colour; ink.stroke();
  }
  function hatch(ink, layer) { fillAndEdge(ink, layer.options.color, layer.options.weight); }
  map.areaSign = function (ink) { ink.beginPath(); ink.rect(4, 6, 18, 14); fillAndEdge(ink, dark ? hatches.dark : hatches.light, 1.6); };
  var areas = { features: [] }, layer = null;
  function putAreas() {
    if (layer) { map.removeLayer(layer); layer = null; }
    if (areas.features.length) {
      layer = L.geoJSON(areas, {
        renderer: map.pins, interactive: false, fills: hatch, filter: function (feature) { return !state || feature.properties.id !== state.record; },
        style: function () { return { color: dark ? hatches.dark : hatches.light, weight: 2 }; }
      }).addTo(map);
    }
  }
  function wantAreas() {
    return window.weHere.latest('/areas').then(function (held) { areas = held; putAreas(); }).catch(function () {});
  }
  function isIn(rings, at) {
    var inside = false;
    rings.forEach(function (ring) {
      for (var one = 0, other = ring.length - 1; one < ring.length; other = one++) {
        if ((ring[one][1] > at.lat) !== (ring[other][1] > at.lat) && at.lng < (ring[other][0] - ring[one][0]) * (at.lat - ring[one][1]) / (ring[other][1] - ring[one][1]) + ring[one][0]) { inside = !inside; }
      }
    });
    return inside;
  }
  // The smallest area under the pointer: a larger one round it can still be clicked beside it.
  map.areaAt = function (at) {
    var found = areas.features.filter(function (feature) { return feature.geometry.coordinates.some(function (rings) { return isIn(rings, at); }); });
    return found.sort(function (one, other) { return one.properties.metres - other.properties.metres; })[0];
  };

  // The area that is being drawn.
  function line() { return { renderer: above, interactive: false, color: state.crossed ? late : accent, weight: 3, fillOpacity: 0.14, smoothFactor: 0 }; }
  function clear() {
    handles.forEach(function (each) { map.removeLayer(each); }); handles = [];
    [shape, ahead].forEach(function (each) { if (each) { map.removeLayer(each); } }); shape = ahead = null;
  }
  function draw() {
    var focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.spot || '' : '';
    clear();
    said.hidden = !state; map.drawing = Boolean(state);
    if (!state) { map.removeLayer(above); map.doubleClickZoom.enable(); map.getContainer().style.cursor = ''; return; }
    map.doubleClickZoom.disable();
    said.textContent = state.said; said.classList.toggle('crossed', Boolean(state.crossed));
    shape = L.layerGroup([L.polygon(state.parts, line()), L.polyline(state.line, line())]).addTo(map);
    if (state.crossed) { L.circleMarker(state.crossed, { renderer: above, interactive: false, color: late, weight: 3, radius: 11, fill: false }).addTo(shape); }
    state.line.forEach(function (corner, at) { corner_(corner, null, at === 0, 'Corner ' + (at + 1) + (at ? '' : ': click to close the area')); });
    var view = map.getBounds().pad(0.05), seen = [];
    state.parts.forEach(function (rings, part) { rings.forEach(function (ring, number) { ring.forEach(function (corner, at) {
      if (view.contains(corner)) { seen.push({ part: part, ring: number, corner: at, here: corner, next: ring[(at + 1) % ring.length], of: ring.length }); }
    }); }); });
    if (seen.length > MOST_HANDLES) { said.textContent = state.said + ' · look closer to see its corners'; seen = []; }
    seen.forEach(function (each) {
      corner_(each.here, each, false, 'Corner ' + (each.corner + 1) + ' of ' + each.of + '; Delete takes it out, arrows move it');
      if (seen.length <= MOST_MIDDLES && !state.line.length) { middle(each); }
    });
    var wanted = wantsFocus || focused; wantsFocus = '';
    if (wanted) { handles.some(function (each) { var element = each.getElement(); if (element && element.dataset.spot === wanted) { element.focus(); return true; } return false; }); }
  }
  function name(spot) { return spot ? [spot.part, spot.ring, spot.corner].join(' ') : ''; }
  function put(what, spot, at) { tell({ do: what, part: spot.part, ring: spot.ring, corner: spot.corner, lat: at.lat.toFixed(6), lon: at.lng.toFixed(6) }); }
  function mark(at, kind, size, words, draggable) {
    var made = L.marker(at, { draggable: draggable, keyboard: true, icon: L.divIcon({ className: kind, iconSize: [size, size] }), riseOnHover: true }).addTo(map);
    made.getElement().setAttribute('aria-label', words); made.getElement().title = words; handles.push(made); return made;
  }
  function corner_(at, spot, first, words) {
    var made = mark(at, first ? 'corner first' : 'corner', first ? 18 : 14, words, Boolean(spot));
    if (!spot) { made.on('click', function () { if (first) { tell({ do: 'close' }); } }); return; }
    var element = made.getElement(); element.dataset.spot = name(spot);
    made.on('dragstart', function () { dragged = spot; });
    made.on('drag', function () { follow(spot, made.getLatLng()); });
    made.on('dragend', function () { dragged = null; put('move', spot, made.getLatLng()); });
    made.on('contextmenu', function () { put('take', spot, made.getLatLng()); });
    element.addEventListener('keydown', function (event) {
      var step = { ArrowLeft: [-3, 0], ArrowRight: [3, 0], ArrowUp: [0, -3], ArrowDown: [0, 3] }[event.key];
      if (event.key === 'Delete') { put('take', spot, made.getLatLng()); } else if (step) {
        wantsFocus = name(spot); put('move', spot, map.containerPointToLatLng(map.latLngToContainerPoint(made.getLatLng()).add(step)));
      } else { return; }
      event.preventDefault(); event.stopPropagation();
    });
  }
  function middle(spot) {
    var one = map.latLngToContainerPoint(spot.here), other = map.latLngToContainerPoint(spot.next);
    if (one.distanceTo(other) < LEAST_GAP) { return; }
    var made = mark(map.containerPointToLatLng(one.add(other).divideBy(2)), 'corner middle', 12, 'Drag to add a corner here', true), element = made.getElement();
    element.tabIndex = -1;
    made.on('dragstart', function () { dragged = spot; });
    made.on('dragend', function () { dragged = null; wantsFocus = name({ part: spot.part, ring: spot.ring, corner: spot.corner + 1 }); put('insert', spot, made.getLatLng()); });
    made.on('click', function () { wantsFocus = name({ part: spot.part, ring: spot.ring, corner: spot.corner + 1 }); put('insert', spot, made.getLatLng()); });
  }
  function cross(a, b, c, d) {
    function side(p, q, r) { return (q[1] - p[1]) * (r[0] - p[0]) - (q[0] - p[0]) * (r[1] - p[1]); }
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
  }
  // While a corner is dragged its two edges follow at once, red where they cross others; the program has the last word.
  function follow(spot, at) {
    var ring = state.parts[spot.part][spot.ring], count = ring.length, here = [at.lat, at.lng], crossed = false;
    ring[spot.corner] = here;
    [[ring[(spot.corner + count - 1) % count], here], [here, ring[(spot.corner + 1) % count]]].forEach(function (edge) {
      for (var each = 0; each < count && !crossed; each++) { crossed = cross(edge[0], edge[1], ring[each], ring[(each + 1) % count]); }
    });
    shape.eachLayer(function (each) { if (each instanceof L.Polygon) { each.setLatLngs(state.parts); } if (!(each instanceof L.CircleMarker)) { each.setStyle({ color: crossed ? late : accent }); } });
  }
  map.on('click', function (event) {
    if (!state || !state.open) { return; }
    var last = state.line[state.line.length - 1];
    if (last && map.latLngToContainerPoint(last).distanceTo(event.containerPoint) < SAME_SPOT) { return; }
    state.line.push([event.latlng.lat, event.latlng.lng]);
    tell({ do: 'add', lat: event.latlng.lat.toFixed(6), lon: event.latlng.lng.toFixed(6) });
  });
  map.on('dblclick', function () { if (state && state.open) { tell({ do: 'close' }); } });
  map.on('mousemove', function (event) {
    if (!state) { return; }
    map.getContainer().style.cursor = state.open ? 'crosshair' : '';
    if (!state.open || !state.line.length) { return; }
    if (ahead) { map.removeLayer(ahead); }
    ahead = L.polyline([state.line[state.line.length - 1], event.latlng, state.line[0]], { renderer: above, interactive: false, color: accent, weight: 2, opacity: 0.7, dashArray: '4 6' }).addTo(map);
  });
  map.on('moveend', function () { if (state && !dragged) { draw(); } });
  document.addEventListener('keydown', function (event) {
    if (!state) { return; }
    var does = { Escape: 'leave', Backspace: 'back', Enter: state.open ? 'close' : '' }[event.key];
    if (does === 'back' && state.line.length) { state.line.pop(); draw(); }
    if (does) { event.preventDefault(); tell({ do: does }); }
  });

  var look = window.weHere.look, refresh = window.weHere.refresh;
  window.weHere.look = function (held) {
    dark = held.dark; look(held); accent = held.accent || accent; late = held.late || late; putAreas(); if (state) { draw(); }
  };
  window.weHere.refresh = function (edges) { refresh(edges); wantAreas(); };
  window.weHere.draw = function (held) {
    var before = state ? state.record : '';
    if (held && held.record === before && held.heard < told) { return; }
    state = held; draw();
    if ((held ? held.record : '') !== before) { putAreas(); }
    if (held && held.fit) { map.fitBounds(L.latLngBounds(held.fit), { animate: false, padding: [60, 60], maxZoom: 16 }); }
  };
  window.weHere.drawn = function () {
    return {
      corners: handles.filter(function (each) { return each.getElement().className.indexOf('middle') < 0; }).map(function (each) { var at = map.latLngToContainerPoint(each.getLatLng()); return [at.x, at.y]; }),
      crossed: Boolean(state && state.crossed), said: said.hidden ? '' : said.textContent, areas: layer ? layer.getLayers().length : 0
    };
  };
})(the_map);
