namespace Gis.Demo.Review;

/// <summary>What somebody does with a patch.</summary>
internal enum ActKind
{
    Assign,
    CheckField,
    Judge,
    Second,
    Settle,
    SendOn,
    SendBack,
    File,
    PayFine,
    FinishWork,
    Prove,
}
