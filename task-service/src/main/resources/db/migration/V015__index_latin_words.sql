-- Words of letters with spaces between them. Cut into pairs of letters, as Chinese has to be, each of them stands in nearly
-- every task. Every word is kept, "the" as well: who asks for all of several words means all.
SET SESSION innodb_ft_enable_stopword = OFF;
ALTER TABLE Task
    ADD COLUMN latin_words TEXT AS (
        REGEXP_REPLACE(CONCAT_WS(' ', task_name, task_description), '[^\\p{Latin}\\p{N}]+', ' ')
    ) STORED,
    ADD FULLTEXT KEY ft_task_latin (latin_words);
SET SESSION innodb_ft_enable_stopword = ON;
