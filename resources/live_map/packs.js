// Map packs: squares of a pack laid over the sketch and under beats and pins; where there is none the sketch stays in
// sight. Shapes and names come from the program as numbers and plain text, and text is only ever written as text.
(function (map) {
  'use strict';
  var FACE = 'px "Fira Sans","Segoe UI","Noto Sans","DejaVu Sans",sans-serif', SIDE = 256, MOST_PICTURES = 48;
  // By day pictures are as they are; by night they step back, so that names and pins stay the brightest thing.
  var NIGHT = 'brightness(0.58) contrast(0.92) saturate(0.7)';
  var look = { dark: false, scale: 1 }, held = { version: 0, packs: [] }, grid = null, credits = [], pictures = new Map();
  // What is written first has the room: size, weight, and whose ink.
  var KINDS = {
    '1': [14, 700, 'ink'], '2': [12.5, 700, 'ink'], road: [9.5, 600, 'quiet'], '3': [11.5, 600, 'ink'], station: [10.5, 400, 'quiet'],
    '4': [11, 400, 'quiet'], water: [10.5, 400, 'water'], green: [10.5, 400, 'green'], street: [10.5, 400, 'quiet']
  };
  var ORDER = Object.keys(KINDS).sort(function (one, other) { return rank(one) - rank(other); });
  function rank(kind) { return ['1', '2', 'road', '3', 'station', '4', 'water', 'green', 'street'].indexOf(kind); }
  function inks() {
    return look.dark ? { ink: '#e7ebf1', quiet: '#a5b0bf', water: '#8fb8d4', green: '#9db58c', halo: '#1a212b' }
      : { ink: '#1b2430', quiet: '#4c5866', water: '#33607f', green: '#4c6b3c', halo: '#fbfaf6' };
  }
  function pane(name, level) { var made = map.createPane(name); made.style.zIndex = level; made.style.pointerEvents = 'none'; return made; }
  pane('packs', 250); pane('pack-names', 260);

  function picture(at) {
    var key = at.join('/'), made = pictures.get(key);
    pictures.delete(key);
    if (!made) {
      made = fetch('/picture?v=' + held.version + '&pack=' + at[0] + '&z=' + at[1] + '&x=' + at[2] + '&y=' + at[3]).then(function (answer) {
        if (!answer.ok) { throw new Error(key); }
        return answer.blob();
      }).then(function (blob) { return createImageBitmap(blob); });
    }
    pictures.set(key, made);
    if (pictures.size > MOST_PICTURES) { pictures.delete(pictures.keys().next().value); }
    return made;
  }
  var Ground = L.GridLayer.extend({
    createTile: function (at, done) {
      var paper = document.createElement('canvas'), sharp = window.devicePixelRatio || 1;
      paper.width = paper.height = Math.round(SIDE * sharp);
      window.weHere.fetched('/tile', { v: held.version, z: at.z, x: at.x, y: at.y, dark: look.dark ? 1 : 0, scale: look.scale }).then(function (made) {
        if (!made) { return null; }
        var ink = paper.getContext('2d');
        if (made.shapes) {
          ink.scale(sharp * made.pixels, sharp * made.pixels);
          window.weHere.paint(ink, { back: 'transparent', shapes: made.shapes }, SIDE / made.pixels, SIDE / made.pixels);
          paper.names = made.names; paper.pack = made.pack; paper.covered = made.covered || [0, 0, 1, 1];
          return null;
        }
        return picture([made.pack].concat(made.picture)).then(function (drawn) {
          var across = drawn.width / made.part[0], up = drawn.height / made.part[0];
          ink.imageSmoothingQuality = 'high';
          if (look.dark) { ink.filter = NIGHT; }
          ink.drawImage(drawn, across * made.part[1], up * made.part[2], across, up, 0, 0, paper.width, paper.height);
          paper.pack = made.pack; paper.covered = [0, 0, 1, 1];
        });
      }).catch(function () {}).then(function () { done(null, paper); });
      return paper;
    }
  });
  function squares() {
    return grid ? Object.keys(grid._tiles).map(function (key) { return grid._tiles[key]; }).filter(function (each) { return each.coords.z === grid._tileZoom; }) : [];
  }

  // Where packs lie now, as boxes of the layer: left, top, right, bottom.
  function laid() {
    return squares().filter(function (each) { return each.el.pack !== undefined; }).map(function (each) {
      var held = each.el.covered, at = each.coords;
      var one = map.latLngToLayerPoint(map.unproject([(at.x + held[0]) * SIDE, (at.y + 1 - held[3]) * SIDE], at.z));
      var other = map.latLngToLayerPoint(map.unproject([(at.x + held[2]) * SIDE, (at.y + 1 - held[1]) * SIDE], at.z));
      return [one.x, one.y, other.x, other.y];
    });
  }
  function shared(one, other) { return Math.max(0, Math.min(one[2], other[2]) - Math.max(one[0], other[0])) * Math.max(0, Math.min(one[3], other[3]) - Math.max(one[1], other[1])); }
  // The sketch's names as far as they are seen beside packs: one that an edge would cut is written whole.
  function besides(ink) {
    var sheet = window.weHere.sheet(), boxes = laid();
    if (!sheet || sheet.zoom !== map.getZoom() || !boxes.length) { return []; }
    var corner = map.latLngToLayerPoint(sheet.edges.getNorthWest()), by = sheet.by;
    return sheet.words.map(function (shape) {
      var points = shape[4] * by;
      ink.font = (shape[6] ? '600 ' : '400 ') + points + FACE; ink.letterSpacing = shape[11] * by + 'px';
      var wide = ink.measureText(shape[1]).width, turn = shape[8] * Math.PI / 180;
      ink.letterSpacing = '0px';
      var foot = corner.add([shape[2] * by, shape[3] * by]), back = shape[7] === 'middle' ? wide / 2 : shape[7] === 'end' ? wide : 0;
      var at = L.point(foot.x + Math.cos(turn) * (wide / 2 - back), foot.y + Math.sin(turn) * (wide / 2 - back) - points * 0.3);
      var half = Math.abs(Math.cos(turn)) * wide / 2 + points * 0.4, rise = Math.abs(Math.sin(turn)) * wide / 2 + points * 0.5;
      var box = [at.x - half, at.y - rise, at.x + half, at.y + rise], whole = 4 * half * rise;
      var hidden = boxes.reduce(function (sum, other) { return sum + shared(box, other); }, 0) / whole;
      return { text: shape[1], at: at, box: box, hidden: hidden, foot: foot, shape: shape, points: points };
    }).filter(function (name) { return name.hidden < 0.995; });
  }
  function writeSketched(ink, name, by) {
    var shape = name.shape;
    ink.save(); ink.translate(name.foot.x, name.foot.y); ink.rotate(shape[8] * Math.PI / 180);
    ink.font = (shape[6] ? '600 ' : '400 ') + name.points + FACE; ink.textAlign = shape[7] === 'middle' ? 'center' : shape[7];
    ink.letterSpacing = shape[11] * by + 'px'; ink.textBaseline = 'alphabetic';
    ink.strokeStyle = shape[9]; ink.lineWidth = shape[10] * by; ink.strokeText(shape[1], 0, 0);
    ink.fillStyle = shape[5]; ink.fillText(shape[1], 0, 0); ink.restore();
  }

  // The names of all squares on one sheet: each once, none over another, and none that the sketch says beside them.
  var Names = map.Sheet.extend({
    options: { pane: 'pack-names', padding: 0.1 },
    mark: function (ink) {
      var colours = inks(), taken = [], said = Object.create(null), found = [];
      ink.lineJoin = 'round'; ink.textAlign = 'center'; ink.textBaseline = 'middle';
      squares().forEach(function (each) {
        (each.el.names || []).forEach(function (name) {
          var at = map.latLngToLayerPoint(map.unproject([each.coords.x * SIDE + name[2], each.coords.y * SIDE + name[3]], each.coords.z));
          found.push({ text: name[0], kind: name[1], at: at, turn: name[4] * Math.PI / 180, room: name[5] });
        });
      });
      this.written = []; this.beside = [];
      besides(ink).forEach(function (name) {
        taken.push(name.box); (said[name.text] = said[name.text] || []).push(name.at); this.beside.push(name.text);
        if (name.hidden > 0) { writeSketched(ink, name, window.weHere.sheet().by); }
      }, this);
      ORDER.forEach(function (kind) {
        found.filter(function (name) { return name.kind === kind; }).forEach(function (name) {
          var style = KINDS[kind], points = style[0] * look.scale;
          ink.font = style[1] + ' ' + points + FACE;
          var wide = ink.measureText(name.text).width, apart = kind === 'road' || kind === 'street' || kind === 'water' ? 230 : 2000;
          if (kind === 'street' && wide > name.room) { return; }
          if ((said[name.text] || []).some(function (other) { return other.distanceTo(name.at) < apart; })) { return; }
          var across = Math.abs(Math.cos(name.turn)) * wide / 2 + points * 0.6, up = Math.abs(Math.sin(name.turn)) * wide / 2 + points * 0.7;
          var box = [name.at.x - across, name.at.y - up, name.at.x + across, name.at.y + up];
          if (!map.free(taken, box)) { return; }
          (said[name.text] = said[name.text] || []).push(name.at); this.written.push(name.text);
          ink.save(); ink.translate(name.at.x, name.at.y); ink.rotate(name.turn);
          ink.strokeStyle = colours.halo; ink.lineWidth = 3; ink.strokeText(name.text, 0, 0);
          ink.fillStyle = colours[style[2]]; ink.fillText(name.text, 0, 0); ink.restore();
        }, this);
      }, this);
    }
  });
  var names = null, waiting = 0;
  function tidy() {
    if (waiting) { return; }
    waiting = requestAnimationFrame(function () { waiting = 0; if (names) { names.draw(); } tellCredits(); tellShown(); });
  }
  // A credit stands as long as something of its pack is in sight; whoever made the pack wrote it.
  function tellCredits() {
    var now = [];
    squares().forEach(function (each) {
      var pack = held.packs[each.el.pack];
      if (pack && now.indexOf(pack.credit) < 0) { now.push(pack.credit); }
    });
    now.sort();
    if (now.join('\n') === credits.join('\n')) { return; }
    credits.forEach(function (each) { map.attributionControl.removeAttribution(harmless(each)); });
    now.forEach(function (each) { map.attributionControl.addAttribution(harmless(each)); });
    credits = now;
  }
  // The line under the map says which packs are in sight, and whether the sketch is seen beside them.
  var lately = '';
  function tellShown() {
    var view = map.getPixelBounds(), now = [], seen = 0, all = squares();
    all.forEach(function (each) {
      var box = [each.coords.x * SIDE, each.coords.y * SIDE], held = each.el.covered || [0, 0, 0, 0], pack = packOf(each.el.pack);
      var part = shared([box[0] + held[0] * SIDE, box[1] + (1 - held[3]) * SIDE, box[0] + held[2] * SIDE, box[1] + (1 - held[1]) * SIDE], [view.min.x, view.min.y, view.max.x, view.max.y]);
      if (pack && part) { seen += part; if (now.indexOf(pack.name) < 0) { now.push(pack.name); } }
    });
    now.sort();
    var said = { packs: JSON.stringify(now), whole: seen >= 0.999 * (view.max.x - view.min.x) * (view.max.y - view.min.y) ? 1 : 0 };
    if (JSON.stringify(said) !== lately && !(grid && grid.isLoading())) { lately = JSON.stringify(said); window.weHere.tell('packed', said); }
  }
  function packOf(number) { return number === undefined ? null : held.packs[number]; }
  function harmless(text) { var box = document.createElement('span'); box.textContent = text; return box.innerHTML; }

  map.on('sheet moveend', tidy);

  function lay(now) {
    if (now.version === held.version) { return; }
    held = now; pictures.clear();
    if (grid) { map.removeLayer(grid); grid = null; }
    if (names) { map.removeLayer(names); names = null; }
    if (held.packs.length) {
      grid = new Ground({ pane: 'packs', tileSize: SIDE, keepBuffer: 1, updateWhenZooming: false, noWrap: true });
      grid.on('tileload tileunload load', tidy); grid.addTo(map);
      names = new Names().addTo(map);
    }
    tidy();
  }
  var dress = window.weHere.look;
  window.weHere.look = function (now) {
    var same = look.dark === now.dark && look.scale === now.scale;
    dress(now); look = { dark: now.dark, scale: now.scale };
    if (!same && grid) { grid.redraw(); tidy(); }
    window.weHere.packs();
  };
  window.weHere.packs = function () { window.weHere.fetched('/packs').then(lay).catch(function () {}); };
  window.weHere.packed = function () {
    var all = squares();
    return {
      version: held.version, loading: grid ? grid.isLoading() : false, credits: credits, names: names ? names.written || [] : [], beside: names ? names.beside || [] : [],
      drawn: all.filter(function (each) { return each.el.pack !== undefined; }).length, bare: all.filter(function (each) { return each.el.pack === undefined; }).length
    };
  };
})(the_map);
