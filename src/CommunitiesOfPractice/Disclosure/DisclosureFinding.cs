using System.Text.Json.Serialization;
using CommunitiesOfPractice.Disclosure;

namespace CommunitiesOfPractice.Disclosure;

/// <summary>
/// What in a text may tell somebody who a patient is. Where two findings could begin at the same character, the kind listed first
/// is given.
/// </summary>
public enum DisclosureKind
{
    /// <summary>
    /// An NHS number: ten digits that pass Modulus 11, or any ten beside words such as <c>NHS No</c>. See
    /// <see cref="CommunitiesOfPractice.Disclosure.NhsNumber"/>.
    /// </summary>
    NhsNumber,
    /// <summary>
    /// A date beside words such as <c>DOB</c> or <c>born</c>, and any full date before 1948. There was no NHS before then, so it
    /// can hardly be anything else.
    /// </summary>
    DateOfBirth,
    /// <summary>
    /// A number beside words such as <c>hosp no</c>, <c>MRN</c> or <c>K number</c>, or of a pattern that the host gave.
    /// </summary>
    HospitalNumber,
    /// <summary>A full postcode; an outward code alone is none.</summary>
    Postcode,
    /// <summary>
    /// A telephone number: of ten or eleven digits from 0, international, or any of six digits and more beside words such as
    /// <c>tel</c>.
    /// </summary>
    TelephoneNumber,
    /// <summary>An e-mail address.</summary>
    EmailAddress,
    /// <summary>A National Insurance number, with a prefix that is issued or beside words such as <c>NI number</c>.</summary>
    NationalInsuranceNumber,
    /// <summary>Words that single somebody out: the only case, triplets, in the newspaper, an age of 90 or more.</summary>
    RareCircumstance,
    /// <summary>A small number of patients, in figures or in words.</summary>
    SmallCount,
}

/// <summary>
/// Where in a text there is something that may identify a patient, and of what kind it is. It never holds the text itself, so a
/// finding can be kept, sent and counted where the text may not go. <c>default</c> is no finding: it has no length.
/// </summary>
public readonly record struct DisclosureFinding
{
    /// <summary>A finding.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="start">The index of its first character (UTF-16, as in a .NET string and in JavaScript).</param>
    /// <param name="length">How many characters it covers, at least one.</param>
    /// <exception cref="ArgumentException">There is no such kind, the start is negative, or the length is not
    /// positive.</exception>
    [JsonConstructor]
    public DisclosureFinding(DisclosureKind kind, int start, int length) =>
        (Kind, Start, Length) =
            (Guard.Against.EnumOutOfRange(kind), Guard.Against.Negative(start), Guard.Against.NegativeOrZero(length));

    /// <summary>Its kind.</summary>
    public DisclosureKind Kind { get; }

    /// <summary>The index of its first character.</summary>
    public int Start { get; }

    /// <summary>How many characters it covers.</summary>
    public int Length { get; }

    /// <summary>The index after its last character.</summary>
    [JsonIgnore]
    public int End => Start + Length;

    /// <summary>What it looks like, for the person who wrote the text, in the words of a language.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording) => Guard.Against.Null(wording).Say("screen." + Names.Of(Kind));
}
