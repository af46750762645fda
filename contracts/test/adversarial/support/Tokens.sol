// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @notice How a {MoodyToken} behaves when it is asked to move.
enum Mood {
    Honest,
    TakesFee,
    ChargesSender,
    AnswersFalse,
    AnswersNothing,
    AnswersFalseAndMoves,
    Refuses,
    BurnsGas,
    ReturnBomb,
    MovesNothing,
    AnswersTwo
}

/// @notice A token of every bad habit, one at a time: chosen by whoever tests it.
contract MoodyToken {
    mapping(address account => uint256) public ledger;
    mapping(address owner => mapping(address spender => uint256)) public allowance;
    mapping(address account => bool) public blocked;
    mapping(address account => bool) public hooked;

    Mood public mood;
    bool public balanceLies;
    uint256 public lie;
    bool public idleOnce;

    function setMood(Mood mood_) external {
        mood = mood_;
    }

    function setLie(bool lies, uint256 lie_) external {
        balanceLies = lies;
        lie = lie_;
    }

    /// @dev Blacklisting.
    function setBlocked(address account, bool blocked_) external {
        blocked[account] = blocked_;
    }

    /// @dev ERC-777-like hooks: the account is called before it pays and after it is paid.
    function setHooked(address account, bool hooked_) external {
        hooked[account] = hooked_;
    }

    /// @dev The next transfer from somebody moves nothing, whatever it answers.
    function setIdleOnce() external {
        idleOnce = true;
    }

    /// @dev Minting, and rebasing of one account up or down.
    function setBalance(address account, uint256 balance) external {
        ledger[account] = balance;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function balanceOf(address account) external view returns (uint256) {
        return balanceLies ? lie : ledger[account];
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        return _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        require(allowance[from][msg.sender] >= amount, "MoodyToken: allowance");
        allowance[from][msg.sender] -= amount;
        if (idleOnce) {
            idleOnce = false;
            _call(from);
            return true;
        }
        return _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private returns (bool) {
        Mood mood_ = mood;
        require(mood_ != Mood.Refuses, "MoodyToken: paused");
        require(!blocked[from] && !blocked[to], "MoodyToken: blacklisted");
        if (mood_ == Mood.BurnsGas) {
            assembly {
                invalid()
            }
        }
        if (mood_ == Mood.ReturnBomb) {
            assembly {
                revert(0, 1000000)
            }
        }
        if (mood_ == Mood.AnswersFalse) return false;
        if (mood_ == Mood.MovesNothing) return true;
        _call(from);
        ledger[from] -= amount + (mood_ == Mood.ChargesSender ? amount / 100 : 0);
        ledger[to] += amount - (mood_ == Mood.TakesFee ? amount / 100 : 0);
        _call(to);
        if (mood_ == Mood.AnswersNothing) {
            assembly {
                return(0, 0)
            }
        }
        if (mood_ == Mood.AnswersTwo) {
            assembly {
                mstore(0, 2)
                return(0, 0x20)
            }
        }
        return mood_ != Mood.AnswersFalseAndMoves;
    }

    function _call(address account) private {
        if (!hooked[account]) return;
        (bool ok,) = account.call("");
        require(ok, "MoodyToken: refused by the hook");
    }
}

/// @notice What a {PermitToken} does with a permit.
enum PermitMood {
    Grants,
    Refuses,
    BurnsGas,
    ReturnBomb,
    CallsOwner
}

/// @notice A token whose permit does not look at signatures, or misbehaves.
contract PermitToken {
    mapping(address account => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;
    PermitMood public mood;

    function setMood(PermitMood mood_) external {
        mood = mood_;
    }

    function mint(address account, uint256 amount) external {
        balanceOf[account] += amount;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function permit(address owner, address spender, uint256 amount, uint256, uint8, bytes32, bytes32) external {
        PermitMood mood_ = mood;
        require(mood_ != PermitMood.Refuses, "PermitToken: used");
        if (mood_ == PermitMood.BurnsGas) {
            assembly {
                invalid()
            }
        }
        if (mood_ == PermitMood.ReturnBomb) {
            assembly {
                revert(0, 1000000)
            }
        }
        if (mood_ == PermitMood.CallsOwner) {
            (bool ok,) = owner.call("");
            require(ok, "PermitToken: owner refused");
        }
        allowance[owner][spender] = amount;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        allowance[from][msg.sender] -= amount;
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        return true;
    }
}

/// @notice A token without permit whose fallback accepts every call, as wrapped ETH does.
contract SilentToken {
    mapping(address account => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    fallback() external payable {
        balanceOf[msg.sender] += msg.value;
    }

    function mint(address account, uint256 amount) external {
        balanceOf[account] += amount;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        allowance[from][msg.sender] -= amount;
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        return true;
    }
}

/// @notice An NFT: it answers `transferFrom` and `balanceOf` as an ERC-20 would, and has no `transfer`.
contract TestNft {
    mapping(uint256 id => address) public ownerOf;
    mapping(address account => uint256) public balanceOf;

    function mint(address account, uint256 id) external {
        ownerOf[id] = account;
        balanceOf[account] += 1;
    }

    function transferFrom(address from, address to, uint256 id) external {
        require(ownerOf[id] == from, "TestNft: not the owner");
        ownerOf[id] = to;
        balanceOf[from] -= 1;
        balanceOf[to] += 1;
    }
}
