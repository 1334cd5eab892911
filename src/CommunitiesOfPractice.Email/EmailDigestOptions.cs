using CommunitiesOfPractice.Storage;
using MailKit.Security;
using MimeKit;

namespace CommunitiesOfPractice.Email;

/// <summary>A mail server.</summary>
public sealed class SmtpServer
{
    private const int Submission = 587;

    /// <summary>Its name.</summary>
    public required string Host { get; set; }

    /// <summary>Its port.</summary>
    public int Port { get; set; } = Submission;

    /// <summary>How the connection is kept secret. By default STARTTLS, which the server must offer.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    /// <summary>Who signs in; null for nobody.</summary>
    public string? User { get; set; }

    /// <summary>By which password; null for none.</summary>
    public string? Password { get; set; }
}

/// <summary>How digests are made and handed over. Addresses are the host's, and are in no record.</summary>
public sealed class EmailDigestOptions
{
    /// <summary>
    /// The e-mail address of a person; null for none: they get no digest. By default nobody has one. The services are those of a
    /// scope of its own.
    /// </summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Func<IServiceProvider, PersonId, CancellationToken, ValueTask<string?>> AddressOf
    {
        get;
        set => field = Guard.Against.Null(value);
    } = (_, _, _) => new((string?)null);

    /// <summary>Who digests are from, such as <c>Communities &lt;communities@trust.example&gt;</c>.</summary>
    /// <exception cref="ArgumentException">It is no address.</exception>
    public string From
    {
        get;
        set => field = MailboxAddress.TryParse(Guard.Against.NullOrWhiteSpace(value), out _) ? value
            : throw new ArgumentException("It is no e-mail address.", nameof(value));
    } = "communities@localhost";

    /// <summary>
    /// The folder in which each digest is put as a file (<c>.eml</c>), for a mail server that picks it up, or for you to read.
    /// Nothing else is done with it. <see cref="Smtp"/> takes its place.
    /// </summary>
    /// <exception cref="ArgumentException">It is null or white space.</exception>
    public string Folder { get; set => field = Guard.Against.NullOrWhiteSpace(value); } = "digests";

    /// <summary>The mail server that takes digests; null for none: they are put into the <see cref="Folder"/>.</summary>
    public SmtpServer? Smtp { get; set; }

    /// <summary>
    /// The time zone of people who say none. By default it is London's.
    /// </summary>
    /// <exception cref="ArgumentException">It is null or white space.</exception>
    public string Zone { get; set => field = Guard.Against.NullOrWhiteSpace(value); } = "Europe/London";

    /// <summary>
    /// A secret from which message ids and the addresses that stop a digest are made. So neither holds anybody's key. Keep it
    /// with the host's secrets. By default it is that of the host's chain. If there is none, say one.
    /// </summary>
    public ChainKey? Secret { get; set; }

    /// <summary>How often it is looked whose digest is due.</summary>
    public Duration LookEvery { get; set; } = Duration.FromMinutes(5);

    /// <summary>How many things a digest names at most. Of the rest it says how many there are.</summary>
    /// <exception cref="ArgumentException">It is not positive.</exception>
    public int Most { get; set => field = Guard.Against.NegativeOrZero(value); } = 30;

    /// <summary>
    /// The page of a notice, as a path from the host's root; null for none. By default there is none. It follows
    /// <c>CommunitiesOfPracticeOptions.Address</c>.
    /// </summary>
    public Func<Notice, string?>? PageOf { get; set; }
}
