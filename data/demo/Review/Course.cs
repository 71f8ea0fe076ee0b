namespace Gis.Demo.Review;

/// <summary>How far the demo's people bring a patch.</summary>
internal enum Course
{
    /// <summary>Given to somebody of the county, and not looked at yet.</summary>
    Assigned,

    /// <summary>Given to an inspector, whose phone has it.</summary>
    InField,

    /// <summary>Looked at on the ground, and not judged yet.</summary>
    Verified,

    /// <summary>Judged; where it was drawn it waits for its second verdict.</summary>
    Judged,

    /// <summary>Judged twice, alike.</summary>
    Agreed,

    /// <summary>Judged twice, and not alike: somebody above has to decide.</summary>
    Differs,

    /// <summary>… and somebody did.</summary>
    Settled,

    Submitted,

    Returned,

    Reviewed,

    /// <summary>At its end: lawful ones are closed, unlawful ones become a case that is not filed yet.</summary>
    Confirmed,

    /// <summary>The case is filed, the fine paid, the rest to be done.</summary>
    Rectifying,

    /// <summary>… and should have been done before now.</summary>
    Overdue,

    /// <summary>All is done and waits to be proved.</summary>
    Rectified,

    /// <summary>Found not to be done, with a new day.</summary>
    Refused,

    /// <summary>Proved by documents.</summary>
    Accepted,
}
