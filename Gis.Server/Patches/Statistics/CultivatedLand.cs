namespace Gis.Server.Patches.Statistics;

/// <summary>Cultivated land, m², under the patches of an area or kind, by what was said of them and how far that went.</summary>
/// <param name="OpenM2">Of all that have no final verdict, preliminary ones among them; of a patch that was not compared yet all its land, since none knows how much of it is cultivated.</param>
internal sealed record CultivatedLand(
    decimal FinalUnlawfulM2, decimal FinalLawfulM2, decimal PreliminaryUnlawfulM2, decimal PreliminaryLawfulM2, decimal OpenM2, decimal PutRightM2);
