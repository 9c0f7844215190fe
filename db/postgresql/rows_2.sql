-- Rules that changed; made by tests/rows_sql.py, and frozen once it went out.

DROP POLICY reads ON destruction;
DROP POLICY adds ON destruction;
DROP POLICY changes ON destruction;
DROP POLICY goes ON destruction;
CREATE POLICY reads ON destruction FOR SELECT USING ((SELECT app.may('{beheerder,privacy_officer}')));
CREATE POLICY adds ON destruction FOR INSERT WITH CHECK (((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}'))));
CREATE POLICY changes ON destruction FOR UPDATE USING (((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}')))) WITH CHECK (((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}'))));
CREATE POLICY goes ON destruction FOR DELETE USING (((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}'))));

DROP POLICY reads ON legal_hold;
DROP POLICY adds ON legal_hold;
DROP POLICY changes ON legal_hold;
DROP POLICY goes ON legal_hold;
CREATE POLICY reads ON legal_hold FOR SELECT USING (((SELECT app.may('{beheerder,privacy_officer}')) OR EXISTS (SELECT FROM case_record p WHERE p.id = legal_hold.case_id AND legal_hold.case_id IS NOT NULL)));
CREATE POLICY adds ON legal_hold FOR INSERT WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = legal_hold.case_id AND legal_hold.case_id IS NOT NULL) AND ((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}'))));
CREATE POLICY changes ON legal_hold FOR UPDATE USING (EXISTS (SELECT FROM case_record p WHERE p.id = legal_hold.case_id AND legal_hold.case_id IS NOT NULL) AND ((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}')))) WITH CHECK (EXISTS (SELECT FROM case_record p WHERE p.id = legal_hold.case_id AND legal_hold.case_id IS NOT NULL) AND ((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}'))));
CREATE POLICY goes ON legal_hold FOR DELETE USING (EXISTS (SELECT FROM case_record p WHERE p.id = legal_hold.case_id AND legal_hold.case_id IS NOT NULL) AND ((SELECT app.may('{beheerder,privacy_officer}')) OR (SELECT app.may('{secretaris,voorzitter}'))));
