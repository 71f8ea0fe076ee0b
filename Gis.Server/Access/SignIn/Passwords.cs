using Microsoft.AspNetCore.Identity;

namespace Gis.Server.Access.SignIn;

/// <summary>The framework's password hash. An unknown name costs the same time as a wrong password, so that neither tells of the other.</summary>
internal sealed class Passwords : IDisposable
{
    public const int ShortestLength = 10;
    public const int LongestLength = 256;   // hashing must not become a way to burn our time
    public static readonly string Accepted = $"{ShortestLength} to {LongestLength} characters";

    private static readonly object Anybody = new();

    private readonly PasswordHasher<object> _hasher = new();
    private readonly string _nobodysHash;

    // Hashing is slow on purpose; a flood of sign-ins must leave cores for the field.
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount / 2));

    public Passwords() => _nobodysHash = _hasher.HashPassword(Anybody, SecretToken.New());

    public static bool IsAcceptable(string password) => password.Length is >= ShortestLength and <= LongestLength;

    /// <summary>A password for a person to type once or keep in a safe: 120 random bits.</summary>
    public static string Random() => SecretToken.New()[..20];

    public string Hash(string password) => _hasher.HashPassword(Anybody, password);

    /// <summary>False for a wrong password, and for no hash at all after the same time.</summary>
    public async Task<bool> IsRightAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            var right = await Task.Run(
                () => _hasher.VerifyHashedPassword(Anybody, hash ?? _nobodysHash, password) != PasswordVerificationResult.Failed, cancellationToken);
            return right && hash is not null;
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();
}
