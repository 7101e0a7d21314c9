// The calls of a day: numbered flags over what lies there, and a quiet line through the spots in calling order.
(function (map) {
  'use strict';
  var stops = [], line = [], INK = '#10233f', TURNS = [0, 0.9, -0.9, 1.8, -1.8, 2.7, -2.7];
  map.round = {
    stops: function () { return stops; },
    fetch: function () {
      window.weHere.latest('/round').then(function (held) {
        stops = held.features.filter(function (feature) { return feature.geometry.type === 'Point'; });
        line = stops.map(function (feature) { return feature.geometry.coordinates; });
        window.weHere.redraw();
      }).catch(function () {});
    },
    // Drawn under the marks of what lies there.
    line: function (ink, look) {
      if (line.length < 2) { return; }
      ink.lineJoin = ink.lineCap = 'round'; ink.setLineDash([]);
      [[look.halo, 5, 0.8], [look.ink, 1.8, 0.85]].forEach(function (pass) {
        ink.beginPath();
        line.forEach(function (spot, number) {
          var at = map.latLngToLayerPoint([spot[1], spot[0]]);
          if (number) { ink.lineTo(at.x, at.y); } else { ink.moveTo(at.x, at.y); }
        });
        ink.strokeStyle = pass[0]; ink.lineWidth = pass[1]; ink.globalAlpha = pass[2]; ink.stroke(); ink.globalAlpha = 1;
      });
    },
    // Drawn over them: a flag stands on its spot, leaning aside where another would be in its way.
    marks: function (ink, look, write, taken) {
      var wide = 9.5 * look.scale, up = wide * 1.8, stood = [];
      stops.forEach(function (feature) {
        var spot = feature.geometry.coordinates, foot = map.latLngToLayerPoint([spot[1], spot[0]]);
        function at(turn) { return foot.add([Math.sin(turn) * up, -Math.cos(turn) * up]); }
        feature.turn = TURNS.find(function (turn) { return stood.every(function (other) { return other.distanceTo(at(turn)) > 2 * wide; }); }) || 0;
        feature.foot = foot; feature.at = at(feature.turn); feature.wide = wide; stood.push(feature.at);
      });
      // The first lie over the later ones, so that a round can always be begun.
      stops.slice().reverse().forEach(function (feature) {
        var number = feature.properties.o;
        ink.save(); ink.translate(feature.foot.x, feature.foot.y); ink.rotate(feature.turn);
        ink.beginPath(); ink.arc(0, -up, wide, Math.PI * 0.8, Math.PI * 0.2); ink.lineTo(0, 0); ink.closePath();
        ink.setLineDash([]); ink.lineJoin = 'round'; ink.strokeStyle = '#ffffff'; ink.lineWidth = 3; ink.stroke();
        ink.fillStyle = number ? INK : '#ffffff'; ink.fill(); ink.strokeStyle = INK; ink.lineWidth = number ? 0.5 : 1.8; ink.stroke(); ink.restore();
        write(ink, feature.at, number ? String(number) : 'S', number ? '#ffffff' : INK, 11.5 * look.scale);
        taken.push([feature.at.x - wide, feature.at.y - wide, feature.at.x + wide, feature.at.y + wide]);
      });
    },
    under: function (at) { return stops.find(function (feature) { return feature.at && feature.at.distanceTo(at) <= feature.wide + 2; }); },
    find: function (id) { return stops.find(function (feature) { return feature.properties.i === id && feature.at; }); }
  };
})(the_map);
