namespace Gis.Server.Dispatch;

/// <summary>A state that an order is said to be in; out of order when it does not move the order, and freeing when it ends it.</summary>
internal sealed record OrderStateTaken(string State, bool OutOfOrder, bool FreesUnit);
