namespace Gis.Server.Land;

/// <summary>
/// An area as a document states it: m² to 0.01, hectares to 0.0001, mu to 0.01 (a mu is 2000/3 m²), each rounded half up from the area itself and never from another unit.
/// </summary>
internal readonly record struct LandArea(decimal M2, decimal Ha, decimal Mu)
{
    public const decimal M2Step = 0.01m;
    public const decimal HaStep = 0.0001m;
    public const decimal MuStep = 0.01m;

    public static LandArea Of(double squareMetres) => new(
        Round(squareMetres, M2Step), Round(HectaresOf(squareMetres), HaStep), Round(MuOf(squareMetres), MuStep));

    public static double HectaresOf(double squareMetres) => squareMetres / 10_000;

    public static double MuOf(double squareMetres) => squareMetres * 3 / 2000;

    private static decimal Round(double value, decimal step) => Math.Round((decimal)value / step, MidpointRounding.AwayFromZero) * step;
}
