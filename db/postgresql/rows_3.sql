-- Rules that changed; made by tests/rows_sql.py, and frozen once it went out.

DROP POLICY reads ON advice;
DROP POLICY adds ON advice;
DROP POLICY changes ON advice;
DROP POLICY goes ON advice;
CREATE POLICY reads ON advice FOR SELECT USING (EXISTS (SELECT FROM case_record p WHERE p.id = advice.case_id AND advice.case_id IS NOT NULL) AND (EXISTS (SELECT FROM member p WHERE p.id = advice.member_id AND advice.member_id IS NOT NULL AND (p.person_id = (SELECT app.me()) OR p.person_id IS NULL AND p.committee = ANY ((SELECT app.at('{secretaris}'))::text[]))) OR advice.submitted_at IS NOT NULL AND app.revealed(advice.case_id) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY adds ON advice FOR INSERT WITH CHECK ((EXISTS (SELECT FROM member p WHERE p.id = advice.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY changes ON advice FOR UPDATE USING ((EXISTS (SELECT FROM member p WHERE p.id = advice.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}')))) WITH CHECK ((EXISTS (SELECT FROM member p WHERE p.id = advice.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY goes ON advice FOR DELETE USING ((EXISTS (SELECT FROM member p WHERE p.id = advice.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));

DROP POLICY reads ON advice_answer;
DROP POLICY adds ON advice_answer;
DROP POLICY changes ON advice_answer;
DROP POLICY goes ON advice_answer;
CREATE POLICY reads ON advice_answer FOR SELECT USING (EXISTS (SELECT FROM advice p WHERE p.id = advice_answer.advice_id AND advice_answer.advice_id IS NOT NULL));
CREATE POLICY adds ON advice_answer FOR INSERT WITH CHECK ((EXISTS (SELECT FROM advice a, member p WHERE a.id = advice_answer.advice_id AND p.id = a.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY changes ON advice_answer FOR UPDATE USING ((EXISTS (SELECT FROM advice a, member p WHERE a.id = advice_answer.advice_id AND p.id = a.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}')))) WITH CHECK ((EXISTS (SELECT FROM advice a, member p WHERE a.id = advice_answer.advice_id AND p.id = a.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));
CREATE POLICY goes ON advice_answer FOR DELETE USING ((EXISTS (SELECT FROM advice a, member p WHERE a.id = advice_answer.advice_id AND p.id = a.member_id AND p.person_id = (SELECT app.me())) OR (SELECT app.may('{lid,voorzitter}')) OR (SELECT app.may('{secretaris,voorzitter}')) OR (SELECT app.may('{beheerder,contractmanager,privacy_officer}'))));

DROP POLICY reads ON member;
DROP POLICY adds ON member;
DROP POLICY changes ON member;
DROP POLICY goes ON member;
CREATE POLICY reads ON member FOR SELECT USING (true);
CREATE POLICY adds ON member FOR INSERT WITH CHECK (((SELECT app.may('{beheerder}')) OR (SELECT app.may('{beheerder,contractmanager}'))));
CREATE POLICY changes ON member FOR UPDATE USING (((SELECT app.may('{beheerder}')) OR (SELECT app.may('{beheerder,contractmanager}')))) WITH CHECK (((SELECT app.may('{beheerder}')) OR (SELECT app.may('{beheerder,contractmanager}'))));
CREATE POLICY goes ON member FOR DELETE USING (((SELECT app.may('{beheerder}')) OR (SELECT app.may('{beheerder,contractmanager}'))));
