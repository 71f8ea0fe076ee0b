namespace Gis.Server.Deliveries;

/// <summary>
/// What the transmission rate is made of. Transmission (传输率) is what came of what was due, validity (有效率) what is fit for judging of what came,
/// and effective transmission (传输有效率) their product. Each is null where it has nothing to divide by.
/// </summary>
internal sealed record DeliveryFigures(long Expected, long Present, long Valid)
{
    public double? TransmissionRate => Share(Present, Expected);

    public double? ValidRate => Share(Valid, Present);

    public double? EffectiveRate => Share(Valid, Expected);

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
