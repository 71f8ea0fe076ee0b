namespace Gis.Demo.Land.Parcels;

/// <summary>What a block of land is at large; decides its parcels, its zone and how it looks.</summary>
internal enum Tract
{
    Way,
    Water,
    Fields,
    Orchards,
    Woods,
    Wild,
    Village,
    Greenhouses,
    Ponds,
    Works,
    Mine,
    Town,
    Shore,
}
