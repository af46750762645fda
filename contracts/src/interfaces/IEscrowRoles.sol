// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @title IEscrowRoles
/// @notice Who may do what in the escrow besides the parties of a task. Each role is one address and rotates; none of them
/// can send a task's money to anybody but its publisher, its worker and, for the earned fee, the treasury.
interface IEscrowRoles {
    /// @notice The first holder of each role.
    /// @param admin Rotates the other roles; hands itself over in two steps (`transferOwnership`, `acceptOwnership`).
    /// @param assigner The platform's relayer: says which player gets an open task.
    /// @param arbiter Decides disputes.
    /// @param guardian Pauses the entry.
    /// @param treasury Receives the earned fees.
    struct Roles {
        address admin;
        address assigner;
        address arbiter;
        address guardian;
        address treasury;
    }

    event AssignerChanged(address indexed previous, address indexed current);
    event ArbiterChanged(address indexed previous, address indexed current);
    event GuardianChanged(address indexed previous, address indexed current);
    event TreasuryChanged(address indexed previous, address indexed current);

    /// @notice No task can be funded or claimed until {Unpaused}. Every other verb goes on.
    event Paused(address guardian);
    event Unpaused(address guardian);

    /// @notice A role cannot be left empty.
    error EscrowRoles_ZeroAddress();
    /// @notice The admin can be handed over, not given up.
    error EscrowRoles_AdminRequired();
    /// @notice The verb is stopped by the pause, or the pause is on already.
    error EscrowRoles_Paused();
    /// @notice There is no pause to end.
    error EscrowRoles_NotPaused();
    error EscrowRoles_NotTheAssigner(address caller, address expected);
    error EscrowRoles_NotTheArbiter(address caller, address expected);
    error EscrowRoles_NotTheGuardian(address caller, address expected);

    /// @notice Stops funding and claiming. Only the guardian.
    function pause() external;

    /// @notice Ends the pause. Only the guardian; the admin can rotate a guardian who will not.
    function unpause() external;

    /// @notice Rotates the assigner. Only the admin. Consents that the former one signed are void.
    function setAssigner(address account) external;

    /// @notice Rotates the arbiter. Only the admin. Open disputes are the new arbiter's; their clocks do not change.
    function setArbiter(address account) external;

    /// @notice Rotates the guardian. Only the admin.
    function setGuardian(address account) external;

    /// @notice Rotates the treasury. Only the admin. Fees earned before go to the new one.
    function setTreasury(address account) external;

    function paused() external view returns (bool);
    function assigner() external view returns (address);
    function arbiter() external view returns (address);
    function guardian() external view returns (address);
    function treasury() external view returns (address);
}
