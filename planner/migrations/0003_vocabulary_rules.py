"""What Django cannot say: a level, its facet, its alias and its video are of one brand, and only open levels are newly set."""

from django.db import migrations

# Deferred, as Django's own foreign keys are: deleting a brand takes its rows in any order.
FORWARD = """
ALTER TABLE planner_level
    ADD CONSTRAINT level_in_brand_of_facet FOREIGN KEY (facet_id, brand_id)
        REFERENCES planner_facet (id, brand_id) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT alias_in_facet_of_level FOREIGN KEY (merged_into_id, facet_id, brand_id)
        REFERENCES planner_level (id, facet_id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE planner_videolevel
    ADD CONSTRAINT video_has_level_of_facet FOREIGN KEY (level_id, facet_id, brand_id)
        REFERENCES planner_level (id, facet_id, brand_id) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT level_in_brand_of_video FOREIGN KEY (video_id, brand_id)
        REFERENCES planner_video (id, brand_id) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION planner_refuse_closed_level() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM planner_level AS level JOIN planner_facet AS facet ON facet.id = level.facet_id
    WHERE level.id = NEW.level_id AND level.hidden_at IS NULL AND level.merged_into_id IS NULL
      AND facet.hidden_at IS NULL AND NOT facet.is_derived
    FOR SHARE;  -- so that nobody hides or merges it before this row is there
    IF NOT FOUND THEN
        RAISE EXCEPTION 'level % is hidden, merged or derived', NEW.level_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'only_open_levels_are_set';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_open_levels_are_set BEFORE INSERT ON planner_videolevel
    FOR EACH ROW EXECUTE FUNCTION planner_refuse_closed_level();
CREATE TRIGGER only_open_levels_are_set_anew BEFORE UPDATE ON planner_videolevel
    FOR EACH ROW WHEN (OLD.level_id IS DISTINCT FROM NEW.level_id) EXECUTE FUNCTION planner_refuse_closed_level();
"""
BACK = """
DROP TRIGGER only_open_levels_are_set_anew ON planner_videolevel;
DROP TRIGGER only_open_levels_are_set ON planner_videolevel;
DROP FUNCTION planner_refuse_closed_level();
ALTER TABLE planner_videolevel DROP CONSTRAINT level_in_brand_of_video, DROP CONSTRAINT video_has_level_of_facet;
ALTER TABLE planner_level DROP CONSTRAINT alias_in_facet_of_level, DROP CONSTRAINT level_in_brand_of_facet;
"""


class Migration(migrations.Migration):
    dependencies = [("planner", "0002_pattern_vocabulary")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
