"""Writes the project from which QGIS Server serves the parcels of a bench: qgis_project.py host port database user file, the password in GIS_PEER_PASSWORD."""

import os
import sys

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsDataSourceUri, QgsProject, QgsVectorLayer, QgsWkbTypes

host, port, database, user, file = sys.argv[1:]
qgis = QgsApplication([], False)
qgis.initQgis()
uri = QgsDataSourceUri()
uri.setConnection(host, port, database, user, os.environ["GIS_PEER_PASSWORD"])
uri.setDataSource("public", "layer_feature_parcels", "geom", "", "id")
uri.setSrid("4490")
uri.setWkbType(QgsWkbTypes.Polygon)
uri.setUseEstimatedMetadata(True)
layer = QgsVectorLayer(uri.uri(False), "parcels", "postgres")
if not layer.isValid():
    sys.exit(layer.error().message())
served = {"id", "code", "name_zh", "name_en", "area_code", "properties"}
layer.setExcludeAttributesWfs({field.name() for field in layer.fields()} - served)
project = QgsProject.instance()
project.setCrs(QgsCoordinateReferenceSystem("EPSG:4490"))
project.addMapLayer(layer)
project.writeEntry("WFSLayers", "/", [layer.id()])
if not project.write(file):
    sys.exit(project.error())
