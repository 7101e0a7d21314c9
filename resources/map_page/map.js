// Draws the sketch map, the beats and the places on the page's Leaflet map. Everything shown comes from the data block
// of this page; every text is put in as text, never as markup; nothing is fetched.
(function (map) {
  'use strict';
  var facts = JSON.parse(document.getElementById('facts').textContent);
  var sketch = facts.sketch;

  // ---- ground: eastings and northings to degrees, by the sketch's own cubic terms ------------------------------
  function degrees(east, north) {
    var x = (east - 360000) / 50000, y = (north - 370000) / 50000;
    var powers = [1, y, y * y, y * y * y, x, x * y, x * y * y, x * x, x * x * y, x * x * x], lat = 0, lon = 0;
    for (var at = 0; at < 10; at++) { lat += sketch.latitude[at] * powers[at]; lon += sketch.longitude[at] * powers[at]; }
    return [lat, lon];
  }
  function path(packed) {
    var east = 0, north = 0, made = [];
    for (var at = 0; at < packed.length; at += 2) {
      east += packed[at]; north += packed[at + 1];
      var point = degrees(east * 10, north * 10);
      made.push([point[1], point[0]]);
    }
    return made;
  }
  function ring(packed) { var made = path(packed); made.push(made[0]); return made; }

  var base = map.createPane('base');
  base.style.zIndex = 200; base.style.pointerEvents = 'none';
  var baseInk = L.canvas({ pane: 'base', padding: 0.25 });
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(sketch.short_credit);
  map.options.zoomSnap = 0.5;

  function features(rows, make) {
    return { type: 'FeatureCollection', features: rows.map(function (row) {
      return { type: 'Feature', properties: { name: row[0], style: row[1] }, geometry: make(row[2]) };
    }) };
  }
  function polygon(rings) { return { type: 'Polygon', coordinates: rings.map(ring) }; }
  function line(packed) { return { type: 'LineString', coordinates: path(packed) }; }
  function wide(style) {
    var zoom = map.getZoom(), grow = Math.pow(2, (zoom - 12) * 0.42);
    return Math.max(style.width * grow, style.least || 0.6);
  }
  var looks = facts.looks;
  function drawn(style, part) {
    var look = looks[style] || { fill: '#999999', width: 1 };
    var width = wide(look);
    if (part === 'under') { return { color: look.casing, weight: width + Math.max(look.casing_width * 2.2, 1.2), opacity: 1 }; }
    return { color: look.fill, weight: width, opacity: 1 };
  }

  // Rural names of small rank and lanes come in only near; what is far out stays plain.
  var LANES_FROM = 12, STREAMS_FROM = 10, DOTS_FROM = 14;
  function lineLayer(styles, part) {
    var rows = sketch.lines.filter(function (row) { return styles.indexOf(row[1]) >= 0; });
    return L.geoJSON(features(rows, line), {
      pane: 'base', renderer: baseInk, interactive: false, smoothFactor: 0.5,
      style: function (feature) {
        var made = drawn(feature.properties.style, part);
        made.fill = false; made.lineCap = part === 'dash' ? 'butt' : 'round';
        if (part === 'dash') { made.dashArray = '5 5'; }
        return made;
      }
    });
  }
  var left = facts.box[0] / 10, bottom = facts.box[1] / 10, across = (facts.box[2] - facts.box[0]) / 10, up = (facts.box[3] - facts.box[1]) / 10;
  var sheet = ['', 'ground', [[left, bottom, across, 0, 0, up, -across, 0]]];
  var ground = L.geoJSON(features([sheet].concat(sketch.areas), polygon), {
    pane: 'base', renderer: baseInk, interactive: false, smoothFactor: 0.8,
    style: function (feature) {
      return { stroke: false, fillColor: (looks[feature.properties.style] || { fill: '#dddddd' }).fill, fillOpacity: 1 };
    }
  });
  var groups = [
    { layer: lineLayer(['wide', 'ship'], 'over'), from: 0 },
    { layer: lineLayer(['river', 'canal'], 'over'), from: STREAMS_FROM },
    { layer: lineLayer(['rail'], 'under'), from: 11 },
    { layer: lineLayer(['rail'], 'dash'), from: 12 },
    { layer: lineLayer(['lane'], 'under'), from: LANES_FROM },
    { layer: lineLayer(['main', 'trunk', 'motorway'], 'under'), from: 0 },
    { layer: lineLayer(['lane'], 'over'), from: LANES_FROM },
    { layer: lineLayer(['main'], 'over'), from: 0 },
    { layer: lineLayer(['trunk'], 'over'), from: 0 },
    { layer: lineLayer(['motorway'], 'over'), from: 0 }
  ];

  // ---- dots of postcodes: the lie of the streets, drawn by tile so that fifty thousand cost nothing ------------
  var squares = null;
  function dotSquares() {
    if (squares) { return squares; }
    squares = Object.keys(sketch.dots).map(function (key) {
      var corner = key.split(' '), east = corner[0] * 1000, north = corner[1] * 1000;
      var low = L.CRS.EPSG3857.latLngToPoint(L.latLng(degrees(east, north)), 0);
      var high = L.CRS.EPSG3857.latLngToPoint(L.latLng(degrees(east + 1000, north + 1000)), 0);
      return { key: key, east: east, north: north, left: Math.min(low.x, high.x), right: Math.max(low.x, high.x), top: Math.min(low.y, high.y), bottom: Math.max(low.y, high.y), points: null };
    });
    return squares;
  }
  function dotsOf(square) {
    if (square.points) { return square.points; }
    var packed = sketch.dots[square.key], made = [];
    for (var at = 0; at < packed.length; at += 2) {
      var east = square.east + (packed.charCodeAt(at) - 48) * sketch.step, north = square.north + (packed.charCodeAt(at + 1) - 48) * sketch.step;
      made.push(L.CRS.EPSG3857.latLngToPoint(L.latLng(degrees(east, north)), 0));
    }
    square.points = made;
    return made;
  }
  var Dots = L.GridLayer.extend({
    createTile: function (at) {
      var tile = L.DomUtil.create('canvas', ''), size = this.getTileSize(), scale = Math.pow(2, at.z);
      tile.width = size.x; tile.height = size.y;
      var ink = tile.getContext('2d'), left = at.x * size.x, top = at.y * size.y, reach = Math.min(0.9 + (at.z - 14) * 0.7, 3.2);
      ink.fillStyle = looks.dots.fill;
      dotSquares().forEach(function (square) {
        if (square.right * scale < left || square.left * scale > left + size.x || square.bottom * scale < top || square.top * scale > top + size.y) { return; }
        dotsOf(square).forEach(function (point) {
          ink.beginPath(); ink.arc(point.x * scale - left, point.y * scale - top, reach, 0, 7); ink.fill();
        });
      });
      return tile;
    }
  });
  var dotPane = map.createPane('dots'); dotPane.style.zIndex = 205; dotPane.style.pointerEvents = 'none';
  var dots = new Dots({ pane: 'dots', bounds: facts.bounds });

  var Sketch = L.LayerGroup.extend({
    onAdd: function (where) {
      this.addLayer(ground); groups.forEach(function (group) { if (where.getZoom() >= group.from) { this.addLayer(group.layer); } }, this);
      if (where.getZoom() >= DOTS_FROM) { this.addLayer(dots); }
      L.LayerGroup.prototype.onAdd.call(this, where);
      where.on('zoomend', this.restyle, this);
    },
    onRemove: function (where) { where.off('zoomend', this.restyle, this); L.LayerGroup.prototype.onRemove.call(this, where); },
    restyle: function () {
      var zoom = map.getZoom();
      if (zoom >= DOTS_FROM) { this.addLayer(dots); } else { this.removeLayer(dots); }
      // Taken off and put back in order, so that roads stay above water whatever came and went.
      groups.forEach(function (group) { this.removeLayer(group.layer); }, this);
      groups.forEach(function (group) {
        if (zoom < group.from) { return; }
        this.addLayer(group.layer); group.layer.eachLayer(function (shape) { shape.setStyle(group.layer.options.style(shape.feature)); });
      }, this);
    }
  });
  var sketchLayer = new Sketch().addTo(map);

  // ---- beats ---------------------------------------------------------------------------------------------------
  function row(list, word, text, mood) {
    if (!text) { return; }
    var term = document.createElement('dt'), said = document.createElement('dd');
    term.textContent = word; said.textContent = text; if (mood) { said.className = mood; }
    list.appendChild(term); list.appendChild(said);
  }
  function card(title, rows) {
    var box = document.createElement('div'), head = document.createElement('h3'), list = document.createElement('dl');
    head.textContent = title; box.appendChild(head); box.appendChild(list);
    rows.forEach(function (each) { row(list, each[0], each[1], each[2]); });
    return box;
  }
  var shared = L.canvas({ padding: 0.2, tolerance: 3 });
  var beats = L.geoJSON(facts.beats, {
    renderer: shared, smoothFactor: 0.7,
    style: function () { return { color: looks.beat.fill, weight: 2.6, opacity: 0, fillColor: looks.beat.fill, fillOpacity: 0 }; },
    onEachFeature: function (feature, shape) {
      shape.bindPopup(function () {
        return card(feature.properties.name, [['LPU', feature.properties.lpu], ['Edge', feature.properties.edge]]);
      });
      shape.on('popupopen', function () { shape.setStyle({ fillOpacity: 0.08, opacity: 0.9 }); });
      shape.on('popupclose', function () { shape.setStyle({ fillOpacity: 0, opacity: 0 }); });
    }
  });
  // Neighbours share their edges: each is drawn once, or its dashes would close up.
  var drawnEdges = {};
  function edgesOf(points) {
    var made = [], run = [];
    for (var at = 1; at < points.length; at++) {
      var key = [points[at - 1].join(), points[at].join()].sort().join(' ');
      if (drawnEdges[key]) { if (run.length > 1) { made.push(run); } run = []; continue; }
      drawnEdges[key] = true;
      if (!run.length) { run = [points[at - 1]]; }
      run.push(points[at]);
    }
    if (run.length > 1) { made.push(run); }
    return made;
  }
  // Whole lines, boundaries that were brought in, lie over the broken ones of beats that have none.
  function edgesWhere(drawn) {
    var edges = [];
    facts.beats.features.forEach(function (feature) {
      if (feature.properties.drawn !== drawn) { return; }
      feature.geometry.coordinates.forEach(function (polygon) { polygon.forEach(function (points) { edges.push.apply(edges, edgesOf(points)); }); });
    });
    return L.polyline(edges.map(function (run) { return run.map(function (point) { return [point[1], point[0]]; }); }), {
      renderer: shared, interactive: false, smoothFactor: 0.5, color: looks.beat.fill, weight: drawn ? 1.7 : 1.3, opacity: 0.85, dashArray: drawn ? null : '6 4', lineCap: drawn ? 'round' : 'butt'
    });
  }
  var solid = edgesWhere(true), dashed = edgesWhere(false), allDrawn = solid.getLatLngs().length > 0 && dashed.getLatLngs().length === 0;
  var beatLayer = L.layerGroup([beats, dashed, solid]).addTo(map);

  // ---- places: one GeoJSON layer, each a dot with the letters of its kind ------------------------------------
  var Pin = L.CircleMarker.extend({
    _updatePath: function () {
      var ink = this._renderer._ctx, at = this._point, reach = this._radius, place = this.feature.properties;
      if (!this._renderer._drawing || this._empty()) { return; }
      var kind = facts.kinds[place.kind], far = map.getZoom() < 11.5;
      ink.save(); ink.globalAlpha = 1; ink.setLineDash([]);
      ink.beginPath(); ink.arc(at.x, at.y, reach + 1.6, 0, 7); ink.fillStyle = '#ffffff'; ink.fill();
      ink.beginPath(); ink.arc(at.x, at.y, reach, 0, 7); ink.fillStyle = place.standing === 'opening' ? '#ffffff' : kind.colour; ink.fill();
      if (place.standing === 'late' || place.standing === 'none') {
        ink.beginPath(); ink.arc(at.x, at.y, reach + 1.2, 0, 7); ink.strokeStyle = '#a3231c'; ink.lineWidth = far ? 1.6 : 2.6;
        if (place.standing === 'none') { ink.setLineDash([3.2, 2.4]); }
        ink.stroke();
      } else if (place.standing === 'opening') {
        ink.beginPath(); ink.arc(at.x, at.y, reach - 0.8, 0, 7); ink.strokeStyle = kind.colour; ink.lineWidth = 1.8; ink.stroke();
      }
      if (!far) {
        ink.fillStyle = place.standing === 'opening' ? kind.colour : '#ffffff';
        ink.font = '700 ' + (reach * (kind.letters.length > 1 ? 1.0 : 1.25)) + 'px "Segoe UI","Noto Sans","DejaVu Sans",sans-serif';
        ink.textAlign = 'center'; ink.textBaseline = 'middle'; ink.fillText(kind.letters, at.x, at.y + 0.5);
      }
      ink.restore();
    }
  });
  function reachNow() { var zoom = map.getZoom(); return zoom < 10.5 ? 3.4 : zoom < 11.5 ? 4.6 : zoom < 13 ? 6.5 : 8.5; }
  var pins = [];
  var moods = { late: 'late-word', none: 'late-word', kept: 'kept-word', opening: 'due-word', due: 'due-word' };
  var places = L.geoJSON(facts.places, {
    pointToLayer: function (feature, at) { var pin = new Pin(at, { renderer: shared, radius: reachNow() }); pin.feature = feature; pins.push(pin); return pin; },
    onEachFeature: function (feature, pin) {
      var place = feature.properties;
      pin.bindPopup(function () {
        return card(place.name, [['Kind', facts.kinds[place.kind].word], ['Beat', place.beat], ['Named officer', place.officer], ['Contact', place.state, moods[place.standing]]]);
      }, { maxWidth: 320 });
    }
  }).addTo(map);
  map.on('zoomend', function () { var reach = reachNow(); pins.forEach(function (pin) { pin.setRadius(reach); }); });

  // ---- names: written over everything, most important first, none over another -------------------------------
  var Names = L.Layer.extend({
    onAdd: function (where) {
      this._paper = L.DomUtil.create('canvas', 'names leaflet-zoom-hide');
      where.getPanes().overlayPane.appendChild(this._paper);
      where.on('moveend zoomend resize viewreset', this.write, this); this.write();
    },
    onRemove: function (where) { L.DomUtil.remove(this._paper); where.off('moveend zoomend resize viewreset', this.write, this); },
    write: function () {
      var size = map.getSize(), zoom = map.getZoom(), sharp = L.Browser.retina ? 2 : window.devicePixelRatio || 1, paper = this._paper, taken = [];
      paper.width = size.x * sharp; paper.height = size.y * sharp; paper.style.width = size.x + 'px'; paper.style.height = size.y + 'px';
      L.DomUtil.setPosition(paper, map.containerPointToLayerPoint([0, 0]));
      var ink = paper.getContext('2d'); ink.scale(sharp, sharp); ink.lineJoin = 'round'; ink.textAlign = 'center'; ink.textBaseline = 'middle';
      function put(text, at, font, colour, halo, plate) {
        ink.font = font; var half = ink.measureText(text).width / 2 + 3, rise = parseInt(font.match(/(\d+)px/)[1], 10) * 0.62 + 2;
        if (at.x < half || at.y < rise || at.x > size.x - half || at.y > size.y - rise) { return; }
        if (taken.some(function (box) { return at.x - half < box[2] && at.x + half > box[0] && at.y - rise < box[3] && at.y + rise > box[1]; })) { return; }
        taken.push([at.x - half - 3, at.y - rise, at.x + half + 3, at.y + rise]);
        if (plate) {
          ink.fillStyle = plate.fill; ink.strokeStyle = plate.casing; ink.lineWidth = 1.2;
          ink.fillRect(at.x - half, at.y - rise, half * 2, rise * 2); ink.strokeRect(at.x - half, at.y - rise, half * 2, rise * 2);
        } else { ink.strokeStyle = halo; ink.lineWidth = 3.4; ink.strokeText(text, at.x, at.y); }
        ink.fillStyle = colour; ink.fillText(text, at.x, at.y + 0.5);
      }
      var face = 'px "Segoe UI","Noto Sans","DejaVu Sans",sans-serif', least = [0, 0, 9.5, 11.5, 13];
      labels.forEach(function (label) {
        if (zoom < least[label.rank]) { return; }
        var at = map.latLngToContainerPoint(label.at);
        if (label.rank === 1) { put(label.text, at, '700 ' + (zoom < 10 ? 13 : 16) + face, '#1b2430', '#fbfaf6'); }
        else if (label.rank === 2) { put(label.text, at, '600 ' + (zoom < 10.5 ? 11 : zoom < 12 ? 12 : 14) + face, '#1b2430', '#fbfaf6'); }
        else { put(label.text, at, '400 ' + (label.rank === 3 ? 13 : 12) + face, '#4c5866', '#fbfaf6'); }
      });
      if (zoom >= 12 && map.hasLayer(beatLayer)) {
        beatNames.forEach(function (label) { put(label.text, map.latLngToContainerPoint(label.at), '600 12' + face, looks.beat.fill, '#fbfaf6'); });
      }
      if (zoom >= 11) {
        plates.forEach(function (label) {
          if (label.style === 'lane' && zoom < 13) { return; }
          var look = looks[label.style], motorway = label.style === 'motorway', drawnAt = [];
          label.at.forEach(function (spot) {
            var at = map.latLngToContainerPoint(spot);
            if (drawnAt.some(function (other) { return other.distanceTo(at) < 260; })) { return; }
            drawnAt.push(at);
            put(label.text, at, '700 10' + face, motorway ? '#ffffff' : '#1b2430', '', { fill: motorway ? look.casing : look.fill, casing: look.casing });
          });
        });
      }
    }
  });
  var labels = sketch.labels.map(function (row) { return { text: row[0], at: L.latLng(degrees(row[1], row[2])), rank: row[3] }; });
  var order = ['motorway', 'trunk', 'main', 'lane'];
  var plates = sketch.lines.filter(function (row) { return row[0] && order.indexOf(row[1]) >= 0; }).sort(function (one, other) {
    return order.indexOf(one[1]) - order.indexOf(other[1]);
  }).map(function (row) {
    var points = path(row[2]), step = Math.max(Math.floor(points.length / 9), 1), at = [];
    for (var index = Math.floor(step / 2); index < points.length; index += step) { at.push(L.latLng(points[index][1], points[index][0])); }
    return { text: row[0].split(' ')[0], style: row[1], at: at };
  });
  var beatNames = [];
  beats.eachLayer(function (shape) { beatNames.push({ text: shape.feature.properties.name, at: shape.getBounds().getCenter() }); });
  var names = new Names().addTo(map);

  // ---- the column beside the map: find, legend with counts, the same places as a list ------------------------
  var list = document.getElementById('list'), count = document.getElementById('count'), find = document.getElementById('find');
  var shownKinds = {}, current = null, rows = [];
  facts.kinds.forEach(function (kind, index) { shownKinds[index] = true; });
  function pinMark(kind) {
    var mark = document.createElement('span'); mark.className = 'pin'; mark.style.background = kind.colour; mark.textContent = kind.letters;
    mark.setAttribute('aria-hidden', 'true'); return mark;
  }
  var kinds = document.getElementById('kinds');
  facts.kinds.forEach(function (kind, index) {
    var item = document.createElement('li'), label = document.createElement('label'), box = document.createElement('input'), word = document.createElement('span');
    box.type = 'checkbox'; box.checked = true; word.textContent = kind.word + ' (' + kind.count + ')';
    box.addEventListener('change', function () { shownKinds[index] = box.checked; show(); });
    label.appendChild(box); label.appendChild(pinMark(kind)); label.appendChild(word); item.appendChild(label); kinds.appendChild(item);
  });
  function choose(pin, button) {
    if (current) { current.removeAttribute('aria-current'); }
    current = button; button.setAttribute('aria-current', 'true');
    map.setView(pin.getLatLng(), Math.max(map.getZoom(), 14)); pin.openPopup();
  }
  pins.map(function (pin) { return { pin: pin, place: pin.feature.properties }; }).sort(function (one, other) {
    return one.place.name.localeCompare(other.place.name, 'en-GB');
  }).forEach(function (each) {
    var item = document.createElement('li'), button = document.createElement('button'), name = document.createElement('span'), what = document.createElement('span'), state = document.createElement('b');
    button.type = 'button'; name.className = 'name'; what.className = 'what'; name.textContent = each.place.name;
    what.textContent = [facts.kinds[each.place.kind].word, each.place.beat].filter(Boolean).join(' · ') + (each.place.state ? ' · ' : '');
    state.textContent = each.place.state; state.className = moods[each.place.standing] || ''; what.appendChild(state);
    button.appendChild(pinMark(facts.kinds[each.place.kind])); button.appendChild(name); button.appendChild(what);
    button.addEventListener('click', function () { choose(each.pin, button); });
    each.pin.on('popupopen', function () {
      if (current) { current.removeAttribute('aria-current'); } current = button; button.setAttribute('aria-current', 'true');
      item.scrollIntoView({ block: 'nearest' });
    });
    item.appendChild(button); list.appendChild(item);
    rows.push({ item: item, pin: each.pin, kind: each.place.kind, words: [each.place.name, each.place.beat, each.place.officer, each.place.state, facts.kinds[each.place.kind].word].join(' ').toLowerCase() });
  });
  function show() {
    var asked = find.value.trim().toLowerCase().split(/\s+/), seen = 0;
    rows.forEach(function (each) {
      var fits = shownKinds[each.kind] && asked.every(function (word) { return each.words.indexOf(word) >= 0; });
      each.item.hidden = !fits; if (fits) { seen += 1; }
      if (fits && !places.hasLayer(each.pin)) { places.addLayer(each.pin); }
      if (!fits && places.hasLayer(each.pin)) { places.removeLayer(each.pin); }
    });
    count.textContent = rows.length === 0 ? 'No place has a position yet. Import schools or places, then make this map again.'
      : seen === rows.length ? seen + (seen === 1 ? ' place' : ' places')
      : seen === 0 ? 'Nothing fits. Use fewer words or tick more kinds.' : seen + ' of ' + rows.length + ' places';
  }
  find.addEventListener('input', show); show();

  L.control.layers(null, { 'Places': places, [allDrawn ? 'Beats' : solid.getLatLngs().length ? 'Beats (dashed: indicative)' : 'Beats (indicative)']: beatLayer, 'Names': names, 'Roads and water': sketchLayer }, { collapsed: false }).addTo(map);
  var everything = facts.beats.features.length ? beats.getBounds() : facts.places.features.length ? places.getBounds() : L.latLngBounds(facts.bounds);
  map.fitBounds(everything, { padding: [12, 12], maxZoom: 15, animate: false });
  map.setMaxBounds(L.latLngBounds(facts.bounds).pad(0.3));

  // ---- on paper: the same ground, redrawn at the sheet's size and sharply -----------------------------------------
  var kept = null, stills = [];
  function redraw() { [baseInk, shared].forEach(function (ink) { ink._update(); ink._redraw(); }); names.write(); }
  // A browser prints a canvas drawn in this same moment stroke by stroke and trips over the wiping between; a still of it prints.
  function stand(paper) {
    var still = paper.cloneNode(false);
    still.width = paper.width; still.height = paper.height; still.getContext('2d').drawImage(paper, 0, 0);
    paper.parentNode.insertBefore(still, paper); paper.style.display = 'none'; stills.push([still, paper]);
  }
  window.addEventListener('beforeprint', function () {
    kept = { bounds: map.getBounds(), centre: map.getCenter(), zoom: map.getZoom(), sharp: L.Browser.retina };
    document.body.classList.add('printing'); L.Browser.retina = true;
    map.options.zoomSnap = 0.05;
    map.invalidateSize({ animate: false }); map.fitBounds(kept.bounds, { animate: false }); redraw();
    [baseInk._container, shared._container, names._paper].forEach(stand);
  });
  window.addEventListener('afterprint', function () {
    if (!kept) { return; }
    stills.forEach(function (pair) { pair[0].remove(); pair[1].style.display = ''; }); stills = [];
    document.body.classList.remove('printing'); L.Browser.retina = kept.sharp; map.options.zoomSnap = 0.5;
    map.invalidateSize({ animate: false }); map.setView(kept.centre, kept.zoom, { animate: false }); redraw(); kept = null;
  });
})(the_map);
