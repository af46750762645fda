-- Equal names have equal keys, so uk_user_username_key says it all. Two unique indexes over one name let those
-- who want it at the same moment lock each other out: MySQL ended one of them as a deadlock, which is no answer
-- to a taken name.
ALTER TABLE `User` DROP INDEX uk_user_username;
