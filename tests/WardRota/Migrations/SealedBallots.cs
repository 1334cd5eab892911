using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace WardRota.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(SharingContext))]
    [Migration("20150901090000_SealedBallots")]
    public sealed class SealedBallots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cop_sealed_ballot",
                columns: table => new
                {
                    community = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    decision = table.Column<long>(type: "INTEGER", nullable: false),
                    person = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cop_sealed_ballot", x => new { x.community, x.decision, x.person });
                });

            migrationBuilder.CreateIndex(
                name: "IX_cop_sealed_ballot_person",
                table: "cop_sealed_ballot",
                column: "person");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cop_sealed_ballot");
        }
    }
}
