"""Opens one layer of a running server in QGIS, reads and draws it, and prints as JSON what it found.

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 draw_layer.py http://127.0.0.1:8080 features counties --box 113,36,120,43 --png counties.png

Needs the Debian package python3-qgis (3.22). Boxes and points are lon, lat in degrees. A token is sent as QGIS sends every password:
by an authentication configuration of the method Basic, which lives in a profile of its own that is gone afterwards.
"""

import argparse
import json
import sys
import tempfile
from urllib.parse import quote

from qgis.core import (
    Qgis, QgsApplication, QgsAuthMethodConfig, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsDataSourceUri, QgsFeatureRequest,
    QgsFillSymbol, QgsLineSymbol, QgsMapRendererParallelJob, QgsMapSettings, QgsMarkerSymbol, QgsPointXY, QgsProject,
    QgsRasterLayer, QgsRectangle, QgsSettings, QgsSingleSymbolRenderer, QgsVectorLayer, QgsVectorTileBasicRenderer,
    QgsVectorTileBasicRendererStyle, QgsVectorTileLayer, QgsWkbTypes)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

LON_LAT = QgsCoordinateReferenceSystem("OGC:CRS84")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="address of the server")
    parser.add_argument("kind", choices=["features", "tiles", "styled", "picture"], help="OGC API Features, vector tiles in one colour or in a stored style, or WMTS")
    parser.add_argument("collection")
    parser.add_argument("--token", help="of somebody with a grant; without it QGIS comes as anyone")
    parser.add_argument("--box", type=numbers, help="west,south,east,north of the map; without it the layer's own extent")
    parser.add_argument("--at", type=numbers, action="append", default=[], help="lon,lat of a place whose colour is told; may be given again")
    parser.add_argument("--size", type=int, default=400, help="pixels of the map's longer side")
    parser.add_argument("--matrix-set", default="WebMercatorQuad", help="of a picture")
    parser.add_argument("--time", help="of a picture; without it the newest")
    parser.add_argument("--filter", help="an expression of QGIS, for features")
    parser.add_argument("--style", default="default", help="of styled vector tiles")
    parser.add_argument("--max-zoom", type=int, default=14, help="of vector tiles")
    parser.add_argument("--colour", default="#d02020", help="in which features are drawn")
    parser.add_argument("--png", help="file for the map")
    return parser.parse_args()


def numbers(text):
    return [float(part) for part in text.split(",")]


def authentication(token):
    """The id under which QGIS keeps the token; none for whoever comes without."""
    if token is None:
        return None
    manager = QgsApplication.authManager()
    if not manager.setMasterPassword("of a profile that is thrown away", True):
        sys.exit("QGIS keeps no passwords here")
    config = QgsAuthMethodConfig("Basic")
    config.setName("token")
    config.setConfig("username", "token")
    config.setConfig("password", token)
    if not manager.storeAuthenticationConfig(config):
        sys.exit("QGIS did not keep the token")
    return config.id()


def open_layer(wish, auth):
    base = wish.base.rstrip("/")
    if wish.kind == "features":
        uri = QgsDataSourceUri()
        uri.setParam("url", f"{base}/ogc")
        uri.setParam("typename", wish.collection)
        uri.setParam("restrictToRequestBBOX", "1")   # as the dialogue of QGIS has it: what the map does not show is not fetched
        if auth:
            uri.setAuthConfigId(auth)
        layer = QgsVectorLayer(uri.uri(False), wish.collection, "OAPIF")
        if layer.isValid():
            layer.setRenderer(QgsSingleSymbolRenderer(symbol(layer.geometryType(), wish.colour)))
            if wish.filter and not layer.setSubsetString(wish.filter):
                sys.exit(f"QGIS refused the filter {wish.filter}")
        return layer
    if wish.kind in ("tiles", "styled"):
        address = f"{base}/ogc/collections/{wish.collection}/tiles/WebMercatorQuad/{{z}}/{{y}}/{{x}}"
        uri = f"type=xyz&url={quote(address, safe='')}&zmin=0&zmax={wish.max_zoom}{f'&authcfg={auth}' if auth else ''}"
        if wish.kind == "styled":
            at = f"{base}/ogc/collections/{wish.collection}/styles/{wish.style}"
            layer = QgsVectorTileLayer(f"{uri}&styleUrl={quote(at, safe='')}", wish.collection)
            message, taken = layer.loadDefaultStyle()
            if not taken:
                sys.exit(f"QGIS did not take the style {at}: {message}")
            return layer
        layer = QgsVectorTileLayer(uri, wish.collection)
        renderer = QgsVectorTileBasicRenderer()
        renderer.setStyles([style(kind, wish) for kind in (QgsWkbTypes.PolygonGeometry, QgsWkbTypes.LineGeometry, QgsWkbTypes.PointGeometry)])
        layer.setRenderer(renderer)
        return layer
    crs = "EPSG:3857" if wish.matrix_set.startswith("WebMercatorQuad") else "EPSG:4490"
    capabilities = quote(f"{base}/wmts?SERVICE=WMTS&REQUEST=GetCapabilities&VERSION=1.0.0", safe="")
    uri = f"crs={crs}&format=image/png&layers={wish.collection}&styles=default&tileMatrixSet={wish.matrix_set}&url={capabilities}"
    if wish.time:
        uri += f"&tileDimensions={quote(f'time={wish.time}', safe='')}"
    return QgsRasterLayer(uri + (f"&authcfg={auth}" if auth else ""), wish.collection, "wms")


def symbol(geometry, colour):
    if geometry == QgsWkbTypes.PolygonGeometry:
        return QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"})
    if geometry == QgsWkbTypes.LineGeometry:
        return QgsLineSymbol.createSimple({"color": colour, "width": "0.8"})
    return QgsMarkerSymbol.createSimple({"color": colour, "outline_style": "no", "size": "3"})


def style(geometry, wish):
    drawn = QgsVectorTileBasicRendererStyle("all", wish.collection, geometry)
    drawn.setSymbol(symbol(geometry, wish.colour))
    drawn.setEnabled(True)
    return drawn


def lon_lat(box, crs):
    if box.isNull():
        return None
    found = QgsCoordinateTransform(crs, LON_LAT, QgsProject.instance()).transformBoundingBox(box)
    return [round(edge, 6) for edge in (found.xMinimum(), found.yMinimum(), found.xMaximum(), found.yMaximum())]


def draw(layer, wish):
    """The map in EPSG:3857, so that shapes are those of web maps."""
    settings = QgsMapSettings()
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    to_map = QgsCoordinateTransform(LON_LAT, settings.destinationCrs(), QgsProject.instance())
    box = to_map.transformBoundingBox(QgsRectangle(*wish.box)) if wish.box else QgsCoordinateTransform(
        layer.crs(), settings.destinationCrs(), QgsProject.instance()).transformBoundingBox(layer.extent())
    longer = max(box.width(), box.height())
    settings.setOutputSize(QSize(max(1, round(wish.size * box.width() / longer)), max(1, round(wish.size * box.height() / longer))))
    settings.setExtent(box)
    settings.setBackgroundColor(QColor("white"))
    settings.setFlag(QgsMapSettings.Antialiasing, False)
    settings.setLayers([layer])
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    if wish.png and not image.save(wish.png, "PNG"):
        sys.exit(f"{wish.png} can't be written")
    colours = []
    for place in wish.at:
        pixel = settings.mapToPixel().transform(to_map.transform(QgsPointXY(*place)))
        colours.append(image.pixelColor(int(pixel.x()), int(pixel.y())).name())
    white = QColor("white").rgb()
    painted = sum(image.pixel(x, y) != white for x in range(image.width()) for y in range(image.height()))
    return {"size": [image.width(), image.height()], "painted": painted, "colours": colours, "errors": [error.message for error in job.errors()]}


def describe(layer, wish):
    told = {"qgis": Qgis.QGIS_VERSION, "valid": layer.isValid(), "collection": wish.collection, "kind": wish.kind}
    if not layer.isValid():
        return {**told, "error": layer.error().message()}
    told["crs"] = layer.crs().authid()
    told["extent"] = lon_lat(layer.extent(), layer.crs())
    if wish.kind == "features":
        told["geometry"] = QgsWkbTypes.displayString(layer.wkbType())
        told["fields"] = [field.name() for field in layer.fields()]
        told["count"] = sum(1 for _ in layer.getFeatures())
        if wish.box:
            box = QgsCoordinateTransform(LON_LAT, layer.crs(), QgsProject.instance()).transformBoundingBox(QgsRectangle(*wish.box))
            told["in_box"] = sum(1 for _ in layer.getFeatures(QgsFeatureRequest(box)))
    return {**told, **draw(layer, wish)}


def main():
    wish = arguments()
    faults = []
    with tempfile.TemporaryDirectory() as profile:
        qgis = QgsApplication([], False, profile)
        qgis.initQgis()
        QgsSettings().setValue("cache/directory", profile)
        QgsApplication.messageLog().messageReceived.connect(lambda text, tag, level: faults.append(f"{tag}: {text}") if level != Qgis.Info else None)
        layer = open_layer(wish, authentication(wish.token))
        told = describe(layer, wish)
        told["messages"] = faults
        del layer
        print(json.dumps(told, ensure_ascii=False))
        sys.stdout.flush()
        qgis.exitQgis()


if __name__ == "__main__":
    main()
