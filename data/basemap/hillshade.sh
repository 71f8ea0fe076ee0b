#!/usr/bin/env bash
# Makes the hill-shade of the province from the relief that fetch.sh has brought: a picture of grey with opacity, clear where the ground is flat.
# usage: hillshade.sh WORKDIR OUT.tif      needs GDAL's programs
#
# The relief is grey in tiles of 2 arc minutes; grey rises with height, and five known pairs (99 = 10 m, 118 = 80, 168 = 730, 176 = 845, 184 = 1,400,
# 196 about 2,300) bring it back to metres. Good for shading and indicative heights only.
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: hillshade.sh WORKDIR OUT.tif" >&2; exit 2; }
relief=$1/relief/relief.jpg
out=$2
[ -s "$relief" ] || { echo "base map: there is no relief in $1." >&2; exit 1; }
part=$(mktemp -d)
trap 'rm -rf "$part"' EXIT

# 1. To its place: the tile is 22.5 degrees wide. Around the province enough is kept that shading and smoothing reach no edge.
gdal_translate -q -of GTiff -a_srs EPSG:4326 -a_ullr 112.5 45 135 22.5 "$relief" "$part/grey.tif"
gdal_translate -q -of GTiff -projwin 112.5 44 122 35 "$part/grey.tif" "$part/province.tif"

# 2. To metres. What is darker than the lowest pair is coast and sea.
sources() { # file band what…: a band of a VRT that passes one band through a table
  printf '<ComplexSource><SourceFilename relativeToVRT="1">%s</SourceFilename><SourceBand>1</SourceBand><LUT>%s</LUT></ComplexSource>' "$1" "$2"
}
read -r width height < <(gdalinfo -json "$part/province.tif" | sed -n '/"size"/,/]/p' | tr -dc '0-9\n' | xargs)
place=$(gdal_translate -q -of VRT "$part/province.tif" /vsistdout/ | sed -n '/<SRS/,/<\/GeoTransform>/p')
cat >"$part/metres.vrt" <<V
<VRTDataset rasterXSize="$width" rasterYSize="$height">$place
<VRTRasterBand dataType="Float32" band="1">$(sources province.tif "0:0,90:0,99:10,118:80,168:730,176:845,184:1400,196:2300,215:3700,255:3700")</VRTRasterBand>
</VRTDataset>
V

# 3. Smoothed: one step of grey is up to 80 m, and JPEG rings; then to cells of 500 m, where a B-spline makes the ground round.
cat >"$part/smooth.vrt" <<V
<VRTDataset rasterXSize="$width" rasterYSize="$height">$place
<VRTRasterBand dataType="Float32" band="1"><KernelFilteredSource><SourceFilename relativeToVRT="1">metres.vrt</SourceFilename><SourceBand>1</SourceBand>
<Kernel normalized="1"><Size>5</Size><Coefs>1 4 6 4 1 4 16 24 16 4 6 24 36 24 6 4 16 24 16 4 1 4 6 4 1</Coefs></Kernel></KernelFilteredSource></VRTRasterBand>
</VRTDataset>
V
gdalwarp -q -t_srs EPSG:3857 -tr 500 500 -r cubicspline -te 12530000 4220000 13460000 5360000 "$part/smooth.vrt" "$part/heights.tif"

# 4. Light from the north-west. Slopes of cells this coarse are gentle: heights are drawn six times as high.
gdaldem hillshade -q -z 6 -az 315 -alt 45 "$part/heights.tif" "$part/shade.tif"

# 5. Flat ground (181) is clear; away from the light it is black, towards it white, the more the steeper.
read -r width height < <(gdalinfo -json "$part/shade.tif" | sed -n '/"size"/,/]/p' | tr -dc '0-9\n' | xargs)
place=$(gdal_translate -q -of VRT "$part/shade.tif" /vsistdout/ | sed -n '/<SRS/,/<\/GeoTransform>/p')
cat >"$part/drawn.vrt" <<V
<VRTDataset rasterXSize="$width" rasterYSize="$height">$place
<VRTRasterBand dataType="Byte" band="1"><ColorInterp>Gray</ColorInterp>$(sources shade.tif "0:0,180:0,182:255,255:255")</VRTRasterBand>
<VRTRasterBand dataType="Byte" band="2"><ColorInterp>Alpha</ColorInterp>$(sources shade.tif "0:255,60:235,178:6,181:0,184:6,255:200")</VRTRasterBand>
</VRTDataset>
V
# 6. It fades out over 60 km, 60 cells to either side of the line, so that no seam shows on the map: the picture reaches that far beyond the line.
cat >"$part/edge.geojson" <<'G'
{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"features":[{"type":"Feature","properties":{},"geometry":
{"type":"Polygon","coordinates":[[[12562000,4252000],[13428000,4252000],[13428000,5328000],[12562000,5328000],[12562000,4252000]]]}}]}
G
gdalwarp -q -cutline "$part/edge.geojson" -cblend 60 -te 12532000 4222000 13458000 5358000 -tr 500 500 -co COMPRESS=DEFLATE "$part/drawn.vrt" "$part/whole.tif"
mv "$part/whole.tif" "$out"
