namespace Gis.Ingest.Hj212.Commands;

/// <summary>What is to be done with a command now: sent once more, or ended in this state for this reason.</summary>
internal sealed record DeliveryStep(string State, int Attempt, string? Detail)
{
    public bool IsSending => State == "sent";

    public static DeliveryStep Send(int attempt) => new("sent", attempt, null);

    public static DeliveryStep End(string state, string? detail = null) => new(state, 0, detail);
}
