-- 望都县 is spelled Wangdu: the character 都 has two readings and the first list had the other one.
UPDATE area SET name_en = 'Wangdu County' WHERE code = '130631';
