namespace Gis.BaseMap.Layers;

/// <summary>How much a place matters, most first; the order decides when it is drawn and which roads reach it.</summary>
internal enum PlaceClass
{
    ProvinceCapital,
    Prefecture,
    County,
    Town,
}
