package dev.wippy.engine.suite;
import dev.wippy.engine.*; import dev.wippy.engine.chicory.ChicoryEngine; import dev.wippy.engine.generate.CutLimits; import dev.wippy.engine.load.GeneratingEngine; import java.util.*;
public class Tmp { public static void main(String[] a) throws Exception {
  var suite=Archive.find().get(); int w=Integer.getInteger("whole",4000), p=Integer.getInteger("part",2000); int passed=0; var fail=new TreeMap<String,String>();
  Engine ch=new ChicoryEngine(null,CompileListener.NONE,Long.MAX_VALUE); Engine e=new GeneratingEngine(CompileListener.NONE,Long.MAX_VALUE,new CutLimits(w,p),ch);
  var f=CoreSuiteRunTest.class.getDeclaredField("SPECTEST"); f.setAccessible(true); byte[] st=com.dylibso.chicory.wabt.Wat2Wasm.parse((String)f.get(null));
  for(String n:suite.scripts()){ if(a.length>0&&!n.matches(a[0])) continue; long t=System.nanoTime(); var sp=e.compile(st).instantiate(List.of(),Budget.of(Budget.UNBOUNDED,Budget.UNBOUNDED)); var s=new Script(e,suite,n,sp); 
    Thread th=new Thread(null,()->s.run(),"s",Long.getLong("ss",1L<<20)); th.start(); th.join(); passed+=s.passed; fail.putAll(s.failures); long ms=(System.nanoTime()-t)/1000000; if(ms>2000) System.out.println(n+" "+ms+" ms"); }
  var by=new TreeMap<String,Integer>(); fail.forEach((k,v)->by.merge(k.split(":")[0],1,Integer::sum)); System.out.println(passed+" pass, "+fail.size()+" fail "+by);
  int c=0; var seen=new HashMap<String,Integer>(); for(var x:fail.entrySet()){ if(seen.merge(x.getKey().split(":")[0],1,Integer::sum)<=Integer.getInteger("per",3)) System.out.println(x.getKey()+" "+(x.getValue().length()>300?x.getValue().substring(0,300):x.getValue())); }
  System.exit(0);
} }
