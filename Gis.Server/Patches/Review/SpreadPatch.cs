namespace Gis.Server.Patches.Review;

/// <summary>A patch that is to be given to somebody.</summary>
/// <param name="Village">What it lies in, as the land-use layer tells it; patches of one are given to one person where that costs no balance.</param>
/// <param name="Harm">0 takes basic farmland or red line, 1 takes cultivated land, 2 neither.</param>
internal sealed record SpreadPatch(long Id, string Number, string AreaCode, string Village, int Harm);

/// <summary>Somebody who may judge in a county.</summary>
/// <param name="Distance">How far above the county the grant is: 0 in it, 1 in its city, …; who is nearer is asked first.</param>
/// <param name="Open">Patches given to him that nobody has judged yet.</param>
internal sealed record SpreadTaker(long Account, string Name, string AreaCode, int Distance, int Open);
