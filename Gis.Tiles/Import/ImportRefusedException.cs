namespace Gis.Tiles.Import;

/// <summary>A file, or what was wished of it, cannot be taken in. The code stands in <c>problems.json</c>; the message tells why and what would be accepted.</summary>
internal sealed class ImportRefusedException(string code, string message, int status = 400) : Exception(message)
{
    public const string Broken = "import-broken";
    public const string BadWish = "import-wish";
    public const string NoRows = "import-no-rows";
    public const string TooLarge = "import-too-large";
    public const string TooSlow = "import-too-slow";
    public const string NoRoom = "import-no-room";
    public const string UnknownKind = "import-kind";
    public const string Busy = "import-busy";
    public const string WrongState = "import-state";

    public string Code { get; } = code;

    /// <summary>Of the HTTP answer.</summary>
    public int Status { get; } = status;
}
